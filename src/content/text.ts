import type { ResourceType } from '#registry'
import { readBase64, writeBase64 } from './base64.ts'
import { fromUtf8, toUtf8 } from './bytes.ts'
import { ContentError } from './content-error.ts'
import { excerpt } from './findings.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import {
  decimalText,
  int64,
  objectLinkText,
  readDecimal,
  readInteger,
  readObjectLink,
  uint64,
} from './literals.ts'
import type { Node, Reading, Value } from './node.ts'
import { canHoldOneValue, soleValue } from './single-value.ts'
import { corelnkProblem, type Fit } from './wire.ts'

const clause = 'Core §7.4 Plain Text'

/** Reads `text/plain`: one value, in the notation of its type (Core Appendix C). */
export function decodeText(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, clause)
  if (!canHoldOneValue(harvest)) return harvest.reading
  const { text, valid } = fromUtf8(payload)
  if (!valid) harvest.report(0, 'not UTF-8')
  const { value, problem } = readText(text, payload, harvest.typeAt(context.base))
  if (problem !== undefined) harvest.report(0, problem, 'Core Appendix C')
  if (value !== undefined) harvest.add(0, context.base, value)
  return harvest.reading
}

/** Writes `text/plain`. Throws {@link ContentError} unless there is exactly one value, at the path of the request. */
export function encodeText(nodes: readonly Node[], context: ContentContext): Uint8Array {
  return toUtf8(textOf(soleValue('text/plain', nodes, context)))
}

function textOf(value: Value): string {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return value.value
    case 'opaque':
      return writeBase64(value.value, 'base64')
    case 'objlnk':
      return objectLinkText(value.value)
    case 'boolean':
      return value.value ? '1' : '0'
    case 'float':
      if (!Number.isFinite(value.value))
        throw new ContentError(`text/plain has no notation for ${value.value}`)
      return decimalText(value.value)
    default:
      return value.value.toString()
  }
}

function readText(text: string, payload: Uint8Array, type: ResourceType | undefined): Fit {
  switch (type) {
    case 'integer':
    case 'time':
    case 'unsigned':
      return readBounded(text, type)
    case 'float': {
      const value = readDecimal(text)
      if (value === undefined) return { problem: `${excerpt(text)} is no decimal number` }
      return Number.isFinite(value)
        ? { value: { type, value } }
        : { value: { type, value }, problem: `${excerpt(text)} is beyond double precision` }
    }
    case 'boolean':
      return text === '0' || text === '1'
        ? { value: { type, value: text === '1' } }
        : { problem: `${excerpt(text)} is no boolean, which is 0 or 1` }
    case 'objlnk': {
      const value = readObjectLink(text)
      return value === undefined
        ? { problem: `${excerpt(text)} is no object link (object:instance, each 0 to 65535)` }
        : { value: { type, value } }
    }
    case 'opaque': {
      const { octets, problem } = readBase64(text, 'base64')
      const value = { type, value: octets } as const
      return problem === undefined ? { value } : { value, problem: `base64 with ${problem}` }
    }
    case 'corelnk': {
      const problem = corelnkProblem(payload)
      const value = { type, value: text } as const
      return problem === undefined ? { value } : { value, problem }
    }
    case 'none':
      return { value: { type: 'string', value: text }, problem: 'an executable resource has no value' }
    default:
      return { value: { type: 'string', value: text } }
  }
}

function readBounded(text: string, type: 'integer' | 'time' | 'unsigned'): Fit {
  const value = readInteger(text)
  if (value === undefined) return { problem: `${excerpt(text)} is no decimal integer of 64 bits` }
  const { min, max } = type === 'unsigned' ? uint64 : int64
  return value >= min && value <= max
    ? { value: { type, value } }
    : { value: { type, value }, problem: `${value} is outside ${min} to ${max}` }
}
