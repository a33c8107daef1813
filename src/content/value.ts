import { toHex } from './bytes.ts'
import type { Value } from './node.ts'

/**
 * Whether two values say the same. Numbers are compared exactly, without tolerance (NaN equals NaN); integer, unsigned
 * and time are one family, and so are string and corelnk, since no format tells them apart. A float never equals an
 * integer.
 */
export function valuesEqual(a: Value, b: Value): boolean {
  if (typeof a.value === 'bigint' || typeof a.value === 'string' || typeof a.value === 'boolean') {
    return a.value === b.value
  }
  if (a.type === 'float') return b.type === 'float' && (a.value === b.value || Object.is(a.value, b.value))
  if (a.type === 'opaque') return b.type === 'opaque' && toHex(a.value) === toHex(b.value)
  if (a.type !== 'objlnk' || b.type !== 'objlnk') return false
  return a.value.object === b.value.object && a.value.instance === b.value.instance
}

/** A value for reports: strings quoted, opaque in hexadecimal, links as `object:instance`. */
export function valueText(value: Value): string {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return JSON.stringify(value.value)
    case 'opaque':
      return `h'${toHex(value.value)}'`
    case 'objlnk':
      return `${value.value.object}:${value.value.instance}`
    default:
      return String(value.value)
  }
}
