import { readBase64, writeBase64 } from './base64.ts'
import { toUtf8 } from './bytes.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import { readJson } from './json-reader.ts'
import { fieldOf, jsonNumber, jsonObject, jsonString } from './json-value.ts'
import { objectLinkText } from './literals.ts'
import type { Node, Reading, Value } from './node.ts'
import { type Field, harvestPack, recordsOf, type SenmlRecord, senml, type WritableRecord } from './senml.ts'

/** Reads `application/senml+json` (RFC 8428 §5) with the `vlo` of LwM2M. */
export function decodeSenmlJson(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, 'Core §7.4 SenML JSON')
  harvestPack(readSenmlJson(payload, harvest), harvest, senml)
  return harvest.reading
}

/** Records of a SenML JSON pack, unresolved. */
export function readSenmlJson(payload: Uint8Array, harvest: Harvest): SenmlRecord[] {
  const { item, findings } = readJson(payload)
  harvest.findings.addAll(findings)
  if (item?.kind !== 'array') {
    if (item !== undefined) harvest.report(item.offset, 'a pack must be an array of records', 'RFC 8428 §5')
    return []
  }
  return item.items.flatMap((record) => {
    if (record.kind === 'object') {
      return [
        {
          offset: record.offset,
          fields: record.members.map((member) => withOctets(fieldOf(member, harvest), harvest)),
        },
      ]
    }
    harvest.report(record.offset, 'a record must be an object', 'RFC 8428 §5')
    return []
  })
}

/** Writes `application/senml+json`. Throws ContentError for values JSON cannot express. */
export function encodeSenmlJson(nodes: readonly Node[], context: ContentContext): Uint8Array {
  return toUtf8(`[${recordsOf(nodes, context.base).map(recordText).join()}]`)
}

function recordText({ bn, n, t, value }: WritableRecord): string {
  return jsonObject({
    ...(bn === undefined ? {} : { bn: jsonString(bn) }),
    ...(n === undefined ? {} : { n: jsonString(n) }),
    ...valueMember(value),
    ...(t === undefined ? {} : { t: jsonNumber(t) }),
  })
}

function valueMember(value: Value): Readonly<Record<string, string>> {
  switch (value.type) {
    case 'string':
    case 'corelnk':
      return { vs: jsonString(value.value) }
    case 'boolean':
      return { vb: String(value.value) }
    case 'opaque':
      return { vd: jsonString(writeBase64(value.value, 'base64url')) }
    case 'objlnk':
      return { vlo: jsonString(objectLinkText(value.value)) }
    default:
      return { v: jsonNumber(value.value) }
  }
}

/** In JSON the octets of `vd` are base64url text. */
function withOctets(field: Field, harvest: Harvest): Field {
  if (field.label !== 'vd' || field.content.kind !== 'text') return field
  const { octets, problem } = readBase64(field.content.text, 'base64url')
  if (problem !== undefined) harvest.report(field.offset, `vd with ${problem}`, 'RFC 8428 §5')
  return { ...field, content: { kind: 'octets', octets } }
}
