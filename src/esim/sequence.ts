import { concat } from '#content'
import { readTlvs, type Tlv, tagText } from './der.ts'
import {
  type Content,
  type Element,
  type Field,
  fail,
  type Match,
  type Of,
  type Optional,
  type ReadingOf,
  shapeClause,
  within,
} from './schema.ts'
import { type Sgp32Version, sgp32Versions } from './version.ts'

type Fields = { readonly [name: string]: Field }
type OptionalNames<F extends Fields> = {
  [name in keyof F]: F[name] extends Optional<unknown> ? name : never
}[keyof F]
type Flat<T> = { [name in keyof T]: T[name] }

export type SequenceOf<F extends Fields> = Flat<
  { readonly [name in Exclude<keyof F, OptionalNames<F>>]: Of<F[name]> } & {
    readonly [name in OptionalNames<F>]?: Of<F[name]>
  }
>

/**
 * Fields by name, in the order in which they are written. Reading takes them in any order, passes over what it does not
 * know, and has findings for both; a value that lacks a field it must have is none.
 */
export function sequence<F extends Fields>(fields: F): Content<SequenceOf<F>> {
  const names = Object.keys(fields)
  const elements = new Map(names.map((name) => [name, elementOf(fields[name]!)]))
  return {
    write(value, writing) {
      const given: Record<string, unknown> = value
      const stray = Object.keys(given).find((name) => !elements.has(name))
      if (stray !== undefined) fail(within(writing, stray), `there is ${names.join(', ')}`)
      const parts = names.flatMap((name) => {
        const field = given[name]
        if (field !== undefined) return [elements.get(name)!.write(field, within(writing, name))]
        if (mayLack(fields[name]!, writing.version)) return []
        return fail(within(writing, name), 'it is missing')
      })
      return concat(parts)
    },
    read(tlv, reading) {
      const found = readFields(elements, tlv, reading)
      const missing = names.filter((name) => !found.has(name) && !mayLack(fields[name]!, reading.version))
      for (const name of missing) {
        const tags = elements.get(name)!.describe(reading.version)
        reading.findings.add(tlv.offset, shapeClause, `${name} (${tags}) is missing or cannot be read`)
      }
      const isWhole = missing.every((name) => isOptional(fields[name]!))
      return !isWhole ? undefined : (Object.fromEntries(found) as SequenceOf<F>)
    },
  }
}

/** Elements of one kind, as many as there are. Those that cannot be read are left away, with a finding. */
export function listOf<T>(element: Element<T>): Content<readonly T[]> {
  return {
    write: (value, writing) =>
      concat(value.map((item, index) => element.write(item, within(writing, `${index}`)))),
    read({ content, contentOffset }, reading) {
      return readTlvs(content, contentOffset, reading.findings).flatMap((tlv) => {
        const value = readElement(element, tlv, reading)
        return value === undefined ? [] : [value]
      })
    },
  }
}

/** Reads one element; undefined, with a finding, where the tag is not one of its own. */
export function readElement<T>(element: Element<T>, tlv: Tlv, reading: ReadingOf): T | undefined {
  const match = element.match(tlv.tag, reading.version)
  if (match !== undefined) return readMatch(match, tlv, reading)
  const text = `${tagText(tlv.tag)}, where ${element.describe(reading.version)} belongs`
  reading.findings.add(tlv.offset, shapeClause, text)
  return undefined
}

function readMatch<T>(match: Match<T>, tlv: Tlv, reading: ReadingOf): T | undefined {
  const { deviation, tolerated } = match
  if (deviation !== undefined)
    reading.findings.add(tlv.offset, shapeClause, deviation, tolerated === true ? { tolerated } : {})
  return match.read(tlv, reading)
}

function isOptional(field: Field): field is Optional<unknown> {
  return 'optional' in field
}

function mayLack(field: Field, version: Sgp32Version): boolean {
  if (!isOptional(field)) return false
  return (
    field.neededFrom === undefined || sgp32Versions.indexOf(version) < sgp32Versions.indexOf(field.neededFrom)
  )
}

function elementOf(field: Field): Element<unknown> {
  return isOptional(field) ? field.optional : field
}

interface Place {
  readonly name: string
  readonly index: number
  readonly match: Match<unknown>
}

function readFields(
  elements: ReadonlyMap<string, Element<unknown>>,
  given: Tlv,
  reading: ReadingOf,
): Map<string, unknown> {
  const { findings, version } = reading
  const found = new Map<string, unknown>()
  const seen = new Set<string>()
  let last = -1
  for (const tlv of fieldsIn(elements, given, reading)) {
    const places = placesOf(elements, tlv.tag, version)
    const place = places.find(({ index }) => index > last) ?? places.find(({ name }) => !seen.has(name))
    if (place === undefined) {
      const [twice] = places
      if (twice !== undefined)
        findings.add(tlv.offset, shapeClause, `${tagText(tlv.tag)}: ${twice.name} is there twice`)
      else
        findings.add(tlv.offset, shapeClause, `${tagText(tlv.tag)}: an unknown element, passed over`, {
          tolerated: true,
        })
      continue
    }
    if (place.index < last)
      findings.add(tlv.offset, shapeClause, `${place.name} (${tagText(tlv.tag)}) stands too late`)
    last = Math.max(last, place.index)
    seen.add(place.name)
    const value = readMatch(place.match, tlv, reading)
    if (value !== undefined) found.set(place.name, value)
  }
  return found
}

/** Where a tag may stand; the places that it is right for come before those where it is tolerated. */
function placesOf(
  elements: ReadonlyMap<string, Element<unknown>>,
  tag: number,
  version: Sgp32Version,
): Place[] {
  const places = [...elements].flatMap(([name, element], index) => {
    const match = element.match(tag, version)
    return match === undefined ? [] : [{ name, index, match }]
  })
  const right = places.filter(({ match }) => match.deviation === undefined)
  return right.length > 0 ? right : places
}

/** The TLVs of a SEQUENCE; those of the one in it, where a whole SEQUENCE stands under the tag that replaces its own. */
function fieldsIn(
  elements: ReadonlyMap<string, Element<unknown>>,
  { tag, content, contentOffset }: Tlv,
  { findings, version }: ReadingOf,
): Tlv[] {
  const tlvs = readTlvs(content, contentOffset, findings)
  const [only, more] = tlvs
  if (only?.tag !== 0x30 || more !== undefined || placesOf(elements, 0x30, version).length > 0) return tlvs
  const text = `a whole SEQUENCE in ${tagText(tag)}, which takes the place of its tag`
  findings.add(contentOffset, shapeClause, text)
  return readTlvs(only.content, only.contentOffset, findings)
}
