import type { ResourceType } from '#registry'
import { ContentError } from './content-error.ts'
import { excerpt } from './findings.ts'
import type { Harvest } from './harvest.ts'
import type { Ids, Node, Value } from './node.ts'
import { pathText, readPath } from './path.ts'
import { requireWithin } from './tree.ts'
import { type Wire, wireFloat, wireInteger } from './wire.ts'

/** One field of a record, by its JSON label. `other` names what is no value at all, such as `null` or `an array`. */
export interface Field {
  readonly offset: number
  readonly label: string
  readonly content: Wire | { readonly kind: 'other'; readonly name: string }
}

export interface SenmlRecord {
  readonly offset: number
  readonly fields: readonly Field[]
}

/** Where SenML JSON, SenML CBOR and LwM2M JSON, which resolve records alike, differ. */
export interface Dialect {
  /** Clause for a section of RFC 8428. */
  cite(section: string): string
  /** Last change to a value, once the type of its resource is known. */
  adapt?(offset: number, wire: Wire, type: ResourceType | undefined): Wire
}

export const senml: Dialect = { cite: (section) => `RFC 8428 ${section}` }

type Kind = Wire['kind']

/** Labels of RFC 8428 §4 and of LwM2M (`vlo`), with the kind of content each must have. */
const kinds: Readonly<Record<string, Kind>> = {
  bn: 'text',
  bt: 'number',
  bu: 'text',
  bv: 'number',
  bs: 'number',
  bver: 'number',
  n: 'text',
  u: 'text',
  v: 'number',
  vs: 'text',
  vb: 'boolean',
  vd: 'octets',
  vlo: 'link',
  s: 'number',
  t: 'number',
  ut: 'number',
}

/** The version of SenML that RFC 8428 defines. */
const version = 10

/** What records inherit from those before them (RFC 8428 §4.1). */
interface Base {
  name: string
  time?: number
  value?: Wire & { kind: 'number' }
}

/** A record with its base fields applied. */
export interface Resolved {
  readonly offset: number
  readonly path: Ids
  /** It has nothing but base fields, which is no content by itself. */
  readonly isBaseOnly: boolean
  readonly value?: Wire
  readonly timestamp?: number
}

/** Applies base fields and judges each record; records without a usable path are left out, with a finding. */
export function resolvePack(records: readonly SenmlRecord[], harvest: Harvest, dialect: Dialect): Resolved[] {
  const base: Base = { name: '' }
  const resolved: Resolved[] = []
  for (const record of records) {
    const fields = usableFields(record, harvest, dialect)
    takeBase(base, fields, harvest, dialect)
    const isBaseOnly = fields.size > 0 && [...fields.keys()].every((label) => label.startsWith('b'))
    const path = isBaseOnly
      ? readPath(base.name)
      : nameOf(base.name + textOf(fields.get('n')), record.offset, harvest, dialect)
    if (path === undefined) continue
    const value = wireIn(record, fields, base, harvest, dialect)
    const time = numberOf(fields.get('t'))
    const timestamp =
      time === undefined && base.time === undefined ? undefined : (time ?? 0) + (base.time ?? 0)
    resolved.push({
      offset: record.offset,
      path,
      isBaseOnly,
      ...(value === undefined ? {} : { value }),
      ...(timestamp === undefined ? {} : { timestamp }),
    })
  }
  return resolved
}

/** Takes the records of a pack as content: each must have a value. */
export function harvestPack(records: readonly SenmlRecord[], harvest: Harvest, dialect: Dialect): void {
  for (const { offset, path, isBaseOnly, value, timestamp } of resolvePack(records, harvest, dialect)) {
    if (isBaseOnly) continue
    if (value === undefined) {
      harvest.report(offset, `${pathText(path)}: a record without value`, dialect.cite('§4.2'))
      continue
    }
    harvest.addWire(offset, path, dialect.adapt?.(offset, value, harvest.typeAt(path)) ?? value, timestamp)
  }
}

/** A record to be written: base name and name as they stand in it. */
export interface WritableRecord {
  readonly bn?: string
  readonly n?: string
  /** Seconds. */
  readonly t?: number
  readonly value: Value
}

/**
 * Records for nodes, the path of the request as base name. Bare existences have no form in SenML and are left out.
 * Throws ContentError for nodes outside the path of the request, or there twice with one time stamp.
 */
export function recordsOf(nodes: readonly Node[], base: Ids): WritableRecord[] {
  const valued = nodes.flatMap(({ value, ...node }) => (value === undefined ? [] : [{ ...node, value }]))
  const areBelow = valued.every(({ path }) => path.length > base.length)
  const baseName = base.length > 0 && areBelow ? `${pathText(base)}/` : pathText(base)
  const seen = new Set<string>()
  return valued.map(({ path, value, timestamp }, index) => {
    requireWithin(path, base)
    const name = pathText(path).slice(baseName.length)
    const key = `${name}@${timestamp}`
    if (seen.has(key)) throw new ContentError(`${pathText(path)} is there twice`)
    seen.add(key)
    return {
      ...(index === 0 ? { bn: baseName } : {}),
      ...(name === '' ? {} : { n: name }),
      ...(timestamp === undefined ? {} : { t: timestamp }),
      value,
    }
  })
}

function usableFields(record: SenmlRecord, harvest: Harvest, dialect: Dialect): ReadonlyMap<string, Wire> {
  const usable = new Map<string, Wire>()
  for (const { offset, label, content } of record.fields) {
    const kind = Object.hasOwn(kinds, label) ? kinds[label] : undefined
    if (kind === undefined) {
      const text = `the unknown field ${excerpt(label)} must be understood, says its final underscore`
      if (label.endsWith('_')) harvest.report(offset, text, dialect.cite('§4.4'))
    } else if (kind === 'link' && content.kind === 'text') {
      usable.set(label, { kind, text: content.text })
    } else if (content.kind === kind) {
      usable.set(label, content)
    } else {
      const shown = content.kind === 'other' ? content.name : content.kind
      harvest.report(
        offset,
        `${label} holds ${shown} where ${kind === 'link' ? 'text' : kind} is due`,
        dialect.cite('§4'),
      )
    }
  }
  return usable
}

function takeBase(base: Base, fields: ReadonlyMap<string, Wire>, harvest: Harvest, dialect: Dialect): void {
  if (fields.has('bn')) base.name = textOf(fields.get('bn'))
  const time = numberOf(fields.get('bt'))
  if (time !== undefined) base.time = time
  const value = fields.get('bv')
  if (value?.kind === 'number') base.value = value
  const declared = numberOf(fields.get('bver'))
  if (declared !== undefined && declared > version) {
    harvest.report(0, `SenML version ${declared}, where ${version} is the newest`, dialect.cite('§4.4'))
  }
}

function nameOf(name: string, offset: number, harvest: Harvest, dialect: Dialect): Ids | undefined {
  const path = readPath(name)
  if (path !== undefined && name !== '') return path
  harvest.report(
    offset,
    name === '' ? 'a record without name' : `${excerpt(name)} is no path`,
    dialect.cite('§4.1'),
  )
  return name.endsWith('/') ? readPath(name.slice(0, -1)) : undefined
}

function wireIn(
  record: SenmlRecord,
  fields: ReadonlyMap<string, Wire>,
  base: Base,
  harvest: Harvest,
  dialect: Dialect,
): Wire | undefined {
  const labels = ['v', 'vs', 'vb', 'vd', 'vlo'].filter((label) => fields.has(label))
  if (labels.length > 1) {
    harvest.report(
      record.offset,
      `${labels.join(' and ')} in one record, which has one value`,
      dialect.cite('§4.2'),
    )
  }
  const value = fields.get(labels[0] ?? '')
  return value?.kind === 'number' && base.value !== undefined ? sum(value, base.value) : value
}

function sum(a: Wire & { kind: 'number' }, b: Wire & { kind: 'number' }): Wire {
  return a.integer !== undefined && b.integer !== undefined
    ? wireInteger(a.integer + b.integer)
    : wireFloat(a.number + b.number)
}

function textOf(wire: Wire | undefined): string {
  return wire?.kind === 'text' ? wire.text : ''
}

function numberOf(wire: Wire | undefined): number | undefined {
  return wire?.kind === 'number' ? wire.number : undefined
}
