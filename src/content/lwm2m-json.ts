import { readBase64, writeBase64 } from './base64.ts'
import { toUtf8 } from './bytes.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import { type JsonItem, type JsonMember, readJson } from './json-reader.ts'
import { fieldOf, jsonNumber, jsonObject, jsonString } from './json-value.ts'
import { objectLinkText } from './literals.ts'
import type { Node, Reading, Value } from './node.ts'
import {
  type Dialect,
  type Field,
  harvestPack,
  recordsOf,
  type SenmlRecord,
  type WritableRecord,
} from './senml.ts'

const clause = 'Core §7.4 JSON'

/** Labels of LwM2M JSON that SenML, as published later, calls otherwise. */
const renamed: Readonly<Record<string, string>> = { sv: 'vs', bv: 'vb', ov: 'vlo' }
const known = new Set(['n', 't', 'v', ...Object.keys(renamed)])

/** Reads `application/vnd.oma.lwm2m+json`: one object with `bn`, `bt` and the entries `e`. */
export function decodeLwm2mJson(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, clause)
  const dialect: Dialect = {
    cite: () => clause,
    adapt(offset, wire, type) {
      if (type !== 'opaque' || wire.kind !== 'text') return wire
      const { octets, problem } = readBase64(wire.text, 'base64')
      if (problem !== undefined) harvest.report(offset, `base64 with ${problem}`)
      return { kind: 'octets', octets }
    },
  }
  harvestPack(readEntries(payload, harvest), harvest, dialect)
  return harvest.reading
}

/** Writes `application/vnd.oma.lwm2m+json`. Throws ContentError for values JSON cannot express. */
export function encodeLwm2mJson(nodes: readonly Node[], context: ContentContext): Uint8Array {
  const records = recordsOf(nodes, context.base)
  const baseName = records[0]?.bn
  const entries = records.map(({ n, t, value }: WritableRecord) =>
    jsonObject({
      ...(n === undefined ? {} : { n: jsonString(n) }),
      ...valueMember(value),
      ...(t === undefined ? {} : { t: jsonNumber(t) }),
    }),
  )
  return toUtf8(
    jsonObject({ ...(baseName === undefined ? {} : { bn: jsonString(baseName) }), e: `[${entries.join()}]` }),
  )
}

function valueMember(value: Value): Readonly<Record<string, string>> {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return { sv: jsonString(value.value) }
    case 'opaque':
      return { sv: jsonString(writeBase64(value.value, 'base64')) }
    case 'boolean':
      return { bv: String(value.value) }
    case 'objlnk':
      return { ov: jsonString(objectLinkText(value.value)) }
    default:
      return { v: jsonNumber(value.value) }
  }
}

function readEntries(payload: Uint8Array, harvest: Harvest): SenmlRecord[] {
  const { item, findings } = readJson(payload)
  harvest.findings.addAll(findings)
  if (item === undefined) return []
  const members = item.kind === 'object' ? item.members : []
  const entries = members.find(({ name }) => name === 'e')?.value
  if (entries?.kind !== 'array') {
    harvest.report(item.offset, 'an object with the entries "e" is due')
    return []
  }
  const base = members
    .filter(({ name }) => name === 'bn' || name === 'bt')
    .map((member) => fieldOf(member, harvest))
  return entries.items.flatMap((entry, index) => {
    const record = recordOf(entry, harvest)
    return record === undefined || index > 0
      ? (record ?? [])
      : { ...record, fields: [...base, ...record.fields] }
  })
}

function recordOf(entry: JsonItem, harvest: Harvest): SenmlRecord | undefined {
  if (entry.kind === 'object') {
    return { offset: entry.offset, fields: entry.members.flatMap((member) => entryField(member, harvest)) }
  }
  harvest.report(entry.offset, 'an entry must be an object')
  return undefined
}

function entryField(member: JsonMember, harvest: Harvest): Field[] {
  if (!known.has(member.name)) return []
  const field = fieldOf(member, harvest)
  return [{ ...field, label: renamed[member.name] ?? member.name }]
}
