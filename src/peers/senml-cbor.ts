import { decode as decodeCbor, Encoder } from 'cbor-x'
import {
  type Ids,
  type Node,
  parsePath,
  pathText,
  type ResourceShape,
  type ShapeOf,
  type Value,
} from '#content'

/** SenML CBOR of the reference peers, by a library that the judge's own reader does not share (RFC 8428 §6). */
const encoder = new Encoder({ mapsAsObjects: false, useRecords: false, variableMapSize: true })
const labels = { baseName: -2, name: 0, value: 2, text: 3, boolean: 4, octets: 8, link: 'vlo' } as const

/** Writes nodes as a pack; the base name is the request path. */
export function encodeSenmlCbor(nodes: readonly Node[], base: Ids): Uint8Array {
  const baseName = base.length === 0 ? '/' : pathText(base)
  const records = nodes.flatMap(({ path, value }) =>
    value === undefined ? [] : [record(path, value, baseName)],
  )
  if (records[0] !== undefined)
    records[0] = new Map<number | string, unknown>([[labels.baseName, baseName], ...records[0]])
  return Uint8Array.from(encoder.encode(records))
}

function record(path: Ids, value: Value, baseName: string): Map<number | string, unknown> {
  const name = pathText(path).slice(baseName.length)
  return new Map<number | string, unknown>([
    ...(name === '' ? [] : [[labels.name, name] as const]),
    field(value),
  ])
}

function field(value: Value): [number | string, unknown] {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return [labels.text, value.value]
    case 'boolean':
      return [labels.boolean, value.value]
    case 'opaque':
      // A Node Buffer would be taken for a typed array of its own.
      return [labels.octets, Buffer.from(value.value)]
    case 'objlnk':
      return [labels.link, `${value.value.object}:${value.value.instance}`]
    case 'float':
      return [labels.value, value.value]
    default:
      return [labels.value, Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value]
  }
}

/** Reads a pack. @throws Error for anything that is no pack of known resources */
export function decodeSenmlCbor(payload: Uint8Array, shapeOf: ShapeOf): Node[] {
  const pack: unknown = decodeCbor(payload)
  if (!Array.isArray(pack)) throw new Error('not an array')
  let baseName = ''
  return pack.map((entry: unknown) => {
    const fields = entry instanceof Map ? entry : new Map(Object.entries(Object(entry)))
    const get = (label: number | string): unknown => fields.get(label) ?? fields.get(String(label))
    const stated = get(labels.baseName)
    if (typeof stated === 'string') baseName = stated
    const path = parsePath(`${baseName}${String(get(labels.name) ?? '')}`)
    const shape = shapeOf(path[0] ?? -1, path[2] ?? -1)
    return { path, value: typedValue(get, shape) }
  })
}

function typedValue(get: (label: number | string) => unknown, shape: ResourceShape | undefined): Value {
  const [number, text, truth, octets, linked] = [
    labels.value,
    labels.text,
    labels.boolean,
    labels.octets,
    labels.link,
  ].map(get)
  switch (shape?.type) {
    case 'integer':
    case 'unsigned':
    case 'time':
      if (typeof number === 'bigint' || (typeof number === 'number' && Number.isInteger(number)))
        return { type: shape.type, value: BigInt(number) }
      break
    case 'float':
      if (typeof number === 'number' || typeof number === 'bigint')
        return { type: 'float', value: Number(number) }
      break
    case 'boolean':
      if (typeof truth === 'boolean') return { type: 'boolean', value: truth }
      break
    case 'opaque':
      if (octets instanceof Uint8Array) return { type: 'opaque', value: Uint8Array.from(octets) }
      break
    case 'objlnk': {
      const [object, instance] = String(linked).split(':').map(Number)
      if (object !== undefined && instance !== undefined)
        return { type: 'objlnk', value: { object, instance } }
      break
    }
    case 'string':
    case 'corelnk':
      if (typeof text === 'string') return { type: shape.type, value: text }
      break
    default:
      if (typeof text === 'string') return { type: 'string', value: text }
      if (typeof truth === 'boolean') return { type: 'boolean', value: truth }
      if (typeof number === 'number') return { type: 'float', value: number }
  }
  throw new Error(`no value of type ${shape?.type ?? 'unknown'}`)
}
