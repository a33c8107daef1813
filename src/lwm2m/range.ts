import type { Value } from '#content'
import { intervalsOf, normalRange, type ResourceDefinition } from '#registry'

/**
 * Whether a value lies in the range of its resource: numbers by what they are, strings by their octets. Ranges that are
 * no single interval say nothing that could be held against a value.
 */
export function isInRange(value: Value, { range }: Pick<ResourceDefinition, 'range'>): boolean {
  const [interval, ...others] = intervalsOf(normalRange(range))
  const measure = measureOf(value)
  if (interval === undefined || others.length > 0 || measure === undefined) return true
  return measure >= interval.min && measure <= interval.max
}

function measureOf({ type, value }: Value): number | undefined {
  switch (type) {
    case 'integer':
    case 'unsigned':
    case 'time':
    case 'float':
      return Number(value)
    case 'string':
    case 'corelnk':
      return new TextEncoder().encode(value as string).length
    default:
      return undefined
  }
}
