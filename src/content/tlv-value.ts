import type { ResourceType } from '#registry'
import { floatOctets, fromUtf8, toUtf8, viewOf } from './bytes.ts'
import type { Value } from './node.ts'
import { corelnkProblem, type Fit } from './wire.ts'

/** Reads the octets of a TLV value as a type; unknown types are opaque, and so is what cannot be read. */
export function readTlvValue(octets: Uint8Array, type: ResourceType | undefined): Fit {
  const opaque = { type: 'opaque', value: octets } as const
  switch (type) {
    case 'string':
    case 'corelnk': {
      const { text, valid } = fromUtf8(octets)
      const problem = valid ? (type === 'corelnk' ? corelnkProblem(octets) : undefined) : 'not UTF-8'
      return { value: { type, value: text }, ...(problem === undefined ? {} : { problem }) }
    }
    case 'integer':
    case 'time':
    case 'unsigned':
      return readInteger(octets, type)
    case 'float':
      if (octets.length === 4) return { value: { type, value: viewOf(octets).getFloat32(0) } }
      if (octets.length === 8) return { value: { type, value: viewOf(octets).getFloat64(0) } }
      return { value: opaque, problem: `a float of ${octets.length} octets, where 4 or 8 are due` }
    case 'boolean': {
      const octet = octets[0]
      if (octets.length === 1 && (octet === 0 || octet === 1)) return { value: { type, value: octet === 1 } }
      return { value: opaque, problem: 'a boolean must be one octet, 0 or 1' }
    }
    case 'objlnk': {
      if (octets.length !== 4)
        return { value: opaque, problem: `an object link of ${octets.length} octets, where 4 are due` }
      const view = viewOf(octets)
      return { value: { type, value: { object: view.getUint16(0), instance: view.getUint16(2) } } }
    }
    case 'none':
      return { value: opaque, problem: 'an executable resource has no value' }
    default:
      return { value: opaque }
  }
}

/** Octets of a value in TLV (Core Appendix C); integers in the shortest of 1, 2, 4 and 8 octets. */
export function tlvValueOctets(value: Value): Uint8Array {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return toUtf8(value.value)
    case 'opaque':
      return value.value
    case 'float':
      return floatOctets(value.value)
    case 'boolean':
      return Uint8Array.of(value.value ? 1 : 0)
    case 'objlnk': {
      const octets = new Uint8Array(4)
      viewOf(octets).setUint16(0, value.value.object)
      viewOf(octets).setUint16(2, value.value.instance)
      return octets
    }
    default:
      return integerOctets(value.value, value.type === 'unsigned')
  }
}

function readInteger(octets: Uint8Array, type: 'integer' | 'time' | 'unsigned'): Fit {
  const width = octets.length
  if (width === 0 || width > 8) {
    return {
      value: { type: 'opaque', value: octets },
      problem: `an integer of ${width} octets, where 1, 2, 4 or 8 are due`,
    }
  }
  const magnitude = octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n)
  const value = type === 'unsigned' ? magnitude : BigInt.asIntN(8 * width, magnitude)
  if (width === 1 || width === 2 || width === 4 || width === 8) return { value: { type, value } }
  return { value: { type, value }, problem: `an integer of ${width} octets, where 1, 2, 4 or 8 are due` }
}

function integerOctets(value: bigint, unsigned: boolean): Uint8Array {
  const wrap = unsigned ? BigInt.asUintN : BigInt.asIntN
  const width = [1, 2, 4].find((octets) => wrap(8 * octets, value) === value) ?? 8
  const wide = new Uint8Array(8)
  viewOf(wide).setBigUint64(0, BigInt.asUintN(64, value))
  return wide.subarray(8 - width)
}
