import type { ResourceType } from '#registry'
import type { ContentContext } from './harvest.ts'
import type { Ids, ResourceShape, ShapeOf } from './node.ts'

/** Octets from hexadecimal text; blanks are ignored. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

const single = (type: ResourceType): ResourceShape => ({ type, multiple: false })
const multiple = (type: ResourceType): ResourceShape => ({ type, multiple: true })

/** Type order of the test object 1000 (single) and 1001 (multiple): resource id = index. */
export const types = [
  'string',
  'integer',
  'unsigned',
  'float',
  'boolean',
  'opaque',
  'time',
  'objlnk',
  'corelnk',
] as const satisfies readonly ResourceType[]

const shapes = new Map<string, ResourceShape>([
  ['1/1', single('integer')],
  ['1/2', single('integer')],
  ['1/3', single('integer')],
  ['1/5', single('integer')],
  ['1/6', single('boolean')],
  ['1/7', single('string')],
  ['3/0', single('string')],
  ['3/1', single('string')],
  ['3/2', single('string')],
  ['3/3', single('string')],
  ['3/4', single('none')],
  ['3/6', multiple('integer')],
  ['3/7', multiple('integer')],
  ['3/8', multiple('integer')],
  ['3/9', single('integer')],
  ['3/10', single('integer')],
  ['3/11', multiple('integer')],
  ['3/13', single('time')],
  ['3/14', single('string')],
  ['3/15', single('string')],
  ['3/16', single('string')],
  ['5/0', single('opaque')],
  ['16/0', multiple('string')],
  ...types.map((type, id): [string, ResourceShape] => [`1000/${id}`, single(type)]),
  ...types.map((type, id): [string, ResourceShape] => [`1001/${id}`, multiple(type)]),
])

export const shapeOf: ShapeOf = (object, resource) => shapes.get(`${object}/${resource}`)

export function at(...base: Ids): ContentContext {
  return { base, shapeOf }
}
