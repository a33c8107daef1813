import type { ResourceType } from '#registry'
import { type CborItem, simple } from './cbor-reader.ts'
import { cborBoolean, cborFloat, cborInteger, cborOctets, cborTag, cborText } from './cbor-writer.ts'
import { objectLinkText } from './literals.ts'
import type { Value } from './node.ts'
import { type Wire, wireInteger } from './wire.ts'

/** Tag of seconds since the epoch (RFC 8949 §3.4.2). */
const epochTime = 1n

/**
 * A data item as a value of CBOR and LwM2M CBOR (Core Appendix C): object links are text, times may carry tag 1, and
 * integers are integers. Undefined for items that stand for no LwM2M value, such as null or other tags.
 */
export function wireOfItem(item: CborItem, type: ResourceType | undefined): Wire | undefined {
  switch (item.kind) {
    case 'integer':
      return wireInteger(item.value)
    case 'float':
      return { kind: 'number', number: item.value, float: true }
    case 'text':
      return { kind: type === 'objlnk' ? 'link' : 'text', text: item.value }
    case 'octets':
      return { kind: 'octets', octets: item.value }
    case 'simple':
      if (item.value === simple.true || item.value === simple.false) {
        return { kind: 'boolean', boolean: item.value === simple.true }
      }
      return undefined
    case 'tag':
      if (item.tag !== epochTime || (type !== 'time' && type !== undefined)) return undefined
      return item.item.kind === 'integer' ? wireInteger(item.item.value) : undefined
    default:
      return undefined
  }
}

/** A value as CBOR and LwM2M CBOR write it; times carry tag 1. */
export function itemOfValue(value: Value): Uint8Array {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return cborText(value.value)
    case 'opaque':
      return cborOctets(value.value)
    case 'boolean':
      return cborBoolean(value.value)
    case 'float':
      return cborFloat(value.value)
    case 'objlnk':
      return cborText(objectLinkText(value.value))
    case 'time':
      return cborTag(epochTime, cborInteger(value.value))
    default:
      return cborInteger(value.value)
  }
}

/** An item for findings: `a map`, `a text string`. */
export function itemName(item: CborItem): string {
  switch (item.kind) {
    case 'octets':
      return 'a byte string'
    case 'text':
      return 'a text string'
    case 'integer':
      return `the integer ${item.value}`
    case 'array':
      return 'an array'
    case 'tag':
      return `tag ${item.tag} on ${item.item.kind}`
    case 'simple':
      return item.value === simple.null ? 'null' : `simple value ${item.value}`
    default:
      return `a ${item.kind}`
  }
}
