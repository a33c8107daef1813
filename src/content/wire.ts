import type { ResourceType } from '#registry'
import { excerpt } from './findings.ts'
import { parseLinks } from './link-format.ts'
import { int64, readObjectLink, uint64 } from './literals.ts'
import type { Value } from './node.ts'

/** A value as a self-describing format shows it, before the definition of the resource is asked. */
export type Wire =
  /** `integer`: the exact integer, where the number is one. `float`: written in a floating-point form. */
  | { readonly kind: 'number'; readonly number: number; readonly integer?: bigint; readonly float: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'octets'; readonly octets: Uint8Array }
  | { readonly kind: 'link'; readonly text: string }

/** A number in integer form. */
export function wireInteger(integer: bigint): Wire {
  return { kind: 'number', number: Number(integer), integer, float: false }
}

/** A number in floating-point form, of a format where that form says nothing about the type. */
export function wireFloat(number: number): Wire {
  return Number.isInteger(number) && Math.abs(number) <= 2 ** 64
    ? { kind: 'number', number, integer: BigInt(number), float: true }
    : { kind: 'number', number, float: true }
}

/** A value and, where the wire does not fit the type of the resource, the reason. */
export interface Fit {
  readonly value?: Value
  readonly problem?: string
}

/** Reads a wire value as a type; when it does not fit, as whatever the wire says it is, with the problem. */
export function fitType(wire: Wire, type: ResourceType | undefined): Fit {
  if (type === undefined) return natural(wire)
  const fitted = typed(wire, type)
  if (fitted !== undefined) return fitted
  const problem =
    type === 'none'
      ? 'an executable resource has no value'
      : `${describe(wire)} where the resource is of type ${type}`
  return { ...natural(wire), problem }
}

/** What is wrong with a corelnk text, if anything (RFC 6690). */
export function corelnkProblem(octets: Uint8Array): string | undefined {
  const finding = parseLinks(octets).findings[0]
  return finding === undefined ? undefined : `not in link format: ${finding.text}`
}

function typed(wire: Wire, type: ResourceType): Fit | undefined {
  switch (wire.kind) {
    case 'number':
      return typedNumber(wire.number, wire.integer, type)
    case 'text':
      if (type === 'string') return { value: { type, value: wire.text } }
      if (type === 'corelnk') {
        return withProblem({ type, value: wire.text }, corelnkProblem(new TextEncoder().encode(wire.text)))
      }
      return undefined
    case 'boolean':
      return type === 'boolean' ? { value: { type, value: wire.boolean } } : undefined
    case 'octets':
      return type === 'opaque' ? { value: { type, value: wire.octets } } : undefined
    case 'link':
      return type === 'objlnk' ? natural(wire) : undefined
  }
}

function typedNumber(number: number, integer: bigint | undefined, type: ResourceType): Fit | undefined {
  if (type === 'float') return { value: { type, value: number } }
  if (type !== 'integer' && type !== 'time' && type !== 'unsigned') return undefined
  if (integer === undefined) return undefined
  const { min, max } = type === 'unsigned' ? uint64 : int64
  const problem = integer < min || integer > max ? `${integer} is outside ${min} to ${max}` : undefined
  return withProblem({ type, value: integer }, problem)
}

function natural(wire: Wire): Fit {
  switch (wire.kind) {
    case 'number':
      if (wire.integer === undefined || wire.float) return { value: { type: 'float', value: wire.number } }
      return { value: { type: wire.integer > int64.max ? 'unsigned' : 'integer', value: wire.integer } }
    case 'text':
      return { value: { type: 'string', value: wire.text } }
    case 'boolean':
      return { value: { type: 'boolean', value: wire.boolean } }
    case 'octets':
      return { value: { type: 'opaque', value: wire.octets } }
    case 'link': {
      const link = readObjectLink(wire.text)
      if (link !== undefined) return { value: { type: 'objlnk', value: link } }
      return {
        value: { type: 'string', value: wire.text },
        problem: `${excerpt(wire.text)} is no object link (object:instance, each 0 to 65535)`,
      }
    }
  }
}

function withProblem(value: Value, problem: string | undefined): Fit {
  return problem === undefined ? { value } : { value, problem }
}

function describe(wire: Wire): string {
  switch (wire.kind) {
    case 'number':
      return wire.integer === undefined ? `the number ${wire.number}` : `the integer ${wire.integer}`
    case 'text':
      return `the text ${excerpt(wire.text)}`
    case 'boolean':
      return `the boolean ${wire.boolean}`
    case 'octets':
      return `${wire.octets.length} octets`
    case 'link':
      return `the object link ${excerpt(wire.text)}`
  }
}
