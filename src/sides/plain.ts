import { type Ids, type Node, parsePath, pathText, type ShapeOf, type Value } from '#content'
import type { ResourceType } from '#registry'

/** A value as a case writes it; the resource's definition says what it is on the wire. */
export type Plain =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | { readonly object: number; readonly instance: number }

/** Plain values by relative path: `{ '1': 61, '6': true }` below `/1/0`; `''` for the path itself. */
export type Content = Plain | { readonly [relativePath: string]: Plain }

/** A value and its type disagree: a mistake in a case or in a profile's expected values. */
export class PlainError extends Error {}

/** Gives a plain value the type of its resource. @throws PlainError when they do not fit */
export function typed(plain: Plain, type: ResourceType): Value {
  switch (type) {
    case 'string':
    case 'corelnk':
      if (typeof plain === 'string') return { type, value: plain }
      break
    case 'integer':
    case 'unsigned':
    case 'time':
      if (typeof plain === 'number' || typeof plain === 'bigint') return { type, value: BigInt(plain) }
      break
    case 'float':
      if (typeof plain === 'number') return { type, value: plain }
      break
    case 'boolean':
      if (typeof plain === 'boolean') return { type, value: plain }
      break
    case 'opaque':
      if (plain instanceof Uint8Array) return { type, value: plain }
      break
    case 'objlnk':
      if (typeof plain === 'object' && 'object' in plain) return { type, value: plain }
      break
    case 'none':
      break
  }
  throw new PlainError(`${String(plain)} is no value of type ${type}`)
}

function isPlain(content: Content): content is Plain {
  return typeof content !== 'object' || content instanceof Uint8Array || 'object' in content
}

/** Content as pairs of relative path and value. */
export function contentEntries(content: Content): readonly (readonly [string, Plain])[] {
  return isPlain(content) ? [['', content]] : Object.entries(content)
}

/** Plain content below a path as typed nodes. @throws PlainError for resources that no definition knows */
export function nodesOf(base: Ids, content: Content, shapeOf: ShapeOf): readonly Node[] {
  const entries: readonly (readonly [string, Plain])[] = isPlain(content)
    ? [['', content]]
    : Object.entries(content)
  return entries.map(([relative, plain]) => {
    const path = [...base, ...(relative === '' ? [] : parsePath(`/${relative}`))]
    const shape = shapeOf(path[0] ?? -1, path[2] ?? -1)
    if (shape === undefined) throw new PlainError(`${pathText(path)}: no definition knows this resource`)
    return { path, value: typed(plain, shape.type) }
  })
}

/** A value that was read, as a case would write it. */
export function plainOf(value: Value): Plain {
  return value.value
}
