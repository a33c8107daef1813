import { ContentError } from './content-error.ts'
import type { Harvest } from './harvest.ts'
import type { JsonItem, JsonMember } from './json-reader.ts'
import { decimalText, exactInteger } from './literals.ts'
import type { Field } from './senml.ts'

/** A member of a JSON record as a field. Numbers beyond double precision are a finding. */
export function fieldOf({ offset, name, value }: JsonMember, harvest: Harvest): Field {
  return { offset, label: name, content: contentOf(value, harvest) }
}

function contentOf(item: JsonItem, harvest: Harvest): Field['content'] {
  switch (item.kind) {
    case 'number': {
      const number = Number(item.source)
      if (!Number.isFinite(number))
        harvest.report(item.offset, 'a number beyond double precision', 'RFC 8259 §6')
      const integer = exactInteger(item.source)
      return { kind: 'number', number, ...(integer === undefined ? {} : { integer }), float: false }
    }
    case 'string':
      return { kind: 'text', text: item.value }
    case 'boolean':
      return { kind: 'boolean', boolean: item.value }
    case 'null':
      return { kind: 'other', name: 'null' }
    default:
      return { kind: 'other', name: `an ${item.kind}` }
  }
}

/** A number in JSON. Throws {@link ContentError} for NaN and the infinities, which JSON cannot express. */
export function jsonNumber(value: number | bigint): string {
  if (typeof value === 'bigint') return value.toString()
  if (!Number.isFinite(value)) throw new ContentError(`JSON has no notation for ${value}`)
  return decimalText(value)
}

/** A string in JSON. Throws {@link ContentError} for half of a surrogate pair. */
export function jsonString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new ContentError(`${JSON.stringify(text)} holds half of a surrogate pair: UTF-8 cannot carry it`)
  }
  return JSON.stringify(text)
}

/** An object in JSON from members that are JSON already. */
export function jsonObject(members: Readonly<Record<string, string>>): string {
  return `{${Object.entries(members)
    .map(([name, json]) => `${JSON.stringify(name)}:${json}`)
    .join()}}`
}
