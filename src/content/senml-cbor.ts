import { type CborEntry, type CborItem, readCbor } from './cbor-reader.ts'
import { itemName, itemOfValue } from './cbor-value.ts'
import { cborArray, cborFloat, cborInteger, cborMap, cborText } from './cbor-writer.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import { exactInteger } from './literals.ts'
import type { Node, Reading, Value } from './node.ts'
import { type Field, harvestPack, recordsOf, type SenmlRecord, senml, type WritableRecord } from './senml.ts'
import { wireFloat, wireInteger } from './wire.ts'

const clause = 'RFC 8428 §6'

/** Integer labels of RFC 8428 Table 4; all others, such as `vlo`, are text. */
const labels = {
  bver: -1,
  bn: -2,
  bt: -3,
  bu: -4,
  bv: -5,
  bs: -6,
  n: 0,
  u: 1,
  v: 2,
  vs: 3,
  vb: 4,
  s: 5,
  t: 6,
  ut: 7,
  vd: 8,
} as const
const labelNames = new Map(Object.entries(labels).map(([name, number]) => [BigInt(number), name]))

/** Tag of decimal fractions (RFC 8949 §3.4.4), one of the forms a SenML number may have. */
const decimalFraction = 4n

/** Reads `application/senml+cbor` (RFC 8428 §6) with the `vlo` of LwM2M. */
export function decodeSenmlCbor(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, 'Core §7.4 SenML CBOR')
  harvestPack(readSenmlCbor(payload, harvest), harvest, senml)
  return harvest.reading
}

/** Records of a SenML CBOR pack, unresolved. */
export function readSenmlCbor(payload: Uint8Array, harvest: Harvest): SenmlRecord[] {
  const { item, findings } = readCbor(payload)
  harvest.findings.addAll(findings)
  if (item?.kind !== 'array') {
    if (item !== undefined) harvest.report(item.offset, 'a pack must be an array of records', clause)
    return []
  }
  return item.items.flatMap((record) => {
    if (record.kind === 'map') {
      return [{ offset: record.offset, fields: record.entries.flatMap((entry) => fieldOf(entry, harvest)) }]
    }
    harvest.report(record.offset, 'a record must be a map', clause)
    return []
  })
}

/** Writes `application/senml+cbor`. Throws ContentError. */
export function encodeSenmlCbor(nodes: readonly Node[], context: ContentContext): Uint8Array {
  return cborArray(recordsOf(nodes, context.base).map(recordItem))
}

function recordItem({ bn, n, t, value }: WritableRecord): Uint8Array {
  const entries: [Uint8Array, Uint8Array][] = []
  if (bn !== undefined) entries.push([label('bn'), cborText(bn)])
  if (n !== undefined) entries.push([label('n'), cborText(n)])
  entries.push([labelOf(value), value.type === 'time' ? cborInteger(value.value) : itemOfValue(value)])
  if (t !== undefined) entries.push([label('t'), Number.isInteger(t) ? cborInteger(BigInt(t)) : cborFloat(t)])
  return cborMap(entries)
}

function labelOf({ type }: Value): Uint8Array {
  switch (type) {
    case 'string':
    case 'corelnk':
      return label('vs')
    case 'boolean':
      return label('vb')
    case 'opaque':
      return label('vd')
    case 'objlnk':
      return cborText('vlo')
    default:
      return label('v')
  }
}

function label(name: keyof typeof labels): Uint8Array {
  return cborInteger(BigInt(labels[name]))
}

function fieldOf([key, item]: CborEntry, harvest: Harvest): Field[] {
  const offset = key.offset
  if (key.kind === 'text') {
    if (Object.hasOwn(labels, key.value))
      harvest.report(offset, `the label ${key.value} must be its integer`, clause)
    return [{ offset, label: key.value, content: contentOf(item, harvest) }]
  }
  const found = key.kind === 'integer' ? labelNames.get(key.value) : undefined
  if (found !== undefined) return [{ offset, label: found, content: contentOf(item, harvest) }]
  harvest.report(offset, `${itemName(key)} is no label`, clause)
  return []
}

function contentOf(item: CborItem, harvest: Harvest): Field['content'] {
  const other = () => ({ kind: 'other', name: itemName(item) }) as const
  switch (item.kind) {
    case 'integer':
      return wireInteger(item.value)
    case 'float':
      return wireFloat(item.value)
    case 'text':
    case 'octets':
      if (item.indefinite) harvest.report(item.offset, 'a string of indefinite length', clause)
      return item.kind === 'text'
        ? { kind: 'text', text: item.value }
        : { kind: 'octets', octets: item.value }
    case 'simple':
      return item.value === 20 || item.value === 21
        ? { kind: 'boolean', boolean: item.value === 21 }
        : other()
    case 'tag':
      return (item.tag === decimalFraction && fractionOf(item.item)) || other()
    default:
      return other()
  }
}

function fractionOf(item: CborItem): Field['content'] | undefined {
  const [exponent, mantissa, ...others] = item.kind === 'array' ? item.items : []
  if (exponent?.kind !== 'integer' || mantissa?.kind !== 'integer' || others.length > 0) return undefined
  const source = `${mantissa.value}e${exponent.value}`
  const integer = exactInteger(source)
  return {
    kind: 'number',
    number: Number(source),
    ...(integer === undefined ? {} : { integer }),
    float: false,
  }
}
