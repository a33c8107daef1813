import { ContentError } from './content-error.ts'
import { int64, uint64 } from './literals.ts'
import type { Node, Value } from './node.ts'
import { maxId, pathText } from './path.ts'

/**
 * Throws {@link ContentError} for a node that no format can carry: a value that is not at a resource or resource
 * instance, a bare existence of anything but an instance or a multiple resource, ids and numbers beyond their width.
 */
export function requireWritable({ path, value }: Node): void {
  const [shortest, longest] = value === undefined ? [2, 3] : [3, 4]
  if (path.length < shortest || path.length > longest || !path.every(isId)) {
    throw new ContentError(
      `${pathText(path)} is no path of a ${value === undefined ? 'node without value' : 'value'}`,
    )
  }
  const fault = value && faultOf(value)
  if (fault !== undefined) throw new ContentError(`${pathText(path)}: ${fault}`)
}

function faultOf(value: Value): string | undefined {
  switch (value.type) {
    case 'integer':
    case 'time':
    case 'unsigned': {
      const { min, max } = value.type === 'unsigned' ? uint64 : int64
      const fits = value.value >= min && value.value <= max
      return fits ? undefined : `${value.value} is outside ${min} to ${max}`
    }
    case 'objlnk': {
      const { object, instance } = value.value
      return isId(object) && isId(instance) ? undefined : `${object}:${instance} is no object link`
    }
    default:
      return undefined
  }
}

function isId(id: number): boolean {
  return Number.isInteger(id) && id >= 0 && id <= maxId
}
