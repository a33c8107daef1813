import { type Ids, parsePath } from '#content'
import type { Registry, ResourceType } from '#registry'
import { UpperTesterError } from './verbs.ts'

type Given = string | number | boolean
type Content = Readonly<Record<string, Given>>

/** What a body is written by. */
export interface Dialect {
  readonly registry: Registry
  /** Newer releases take numbers as text, so that none is rounded; 2.0.0-M4 takes numbers of JSON. */
  readonly numerals: 'text' | 'numbers'
}

/** Leshan's names for Content-Formats. */
export function formatQuery(format: string | undefined, name = 'format'): string {
  return format === undefined ? '' : `${name}=${format.toUpperCase().replace('-', '_')}`
}

/**
 * The node that Leshan's demo takes as the body of a Write or Create.
 * @param content by path relative to `path`
 * @throws UpperTesterError for a resource that no definition knows
 */
export function leshanNode(path: string, content: Content, dialect: Dialect): object {
  const base = parsePath(path)
  const entries = Object.entries(content).map(([relative, value]) => ({
    path: relative === '' ? base : [...base, ...parsePath(`/${relative}`)],
    value,
  }))
  const [first] = entries
  if (first === undefined) throw new UpperTesterError(`Leshan's demo cannot write nothing to ${path}`)
  if (base.length === 4) return instanceNode(first.path, first.value, dialect)
  if (base.length === 3) return resourceNode(base, entries, dialect)
  const instance = first.path[1]
  const resources = new Map<number, Entry[]>()
  for (const entry of entries) {
    if (entry.path[1] !== instance) throw new UpperTesterError("Leshan's demo writes one instance at a time")
    const id = entry.path[2] ?? 0
    resources.set(id, [...(resources.get(id) ?? []), entry])
  }
  return {
    kind: 'instance',
    id: instance,
    resources: [...resources.values()].map((same) =>
      resourceNode(same[0]?.path.slice(0, 3) ?? base, same, dialect),
    ),
  }
}

/**
 * The nodes by path that Leshan's demo takes as the body of a Write-Composite.
 * @param content by path without its first slash
 * @throws UpperTesterError for a resource that no definition knows
 */
export function leshanNodes(content: Content, dialect: Dialect): object {
  return Object.fromEntries(
    Object.entries(content).map(([path, value]) => [
      `/${path}`,
      leshanNode(`/${path}`, { '': value }, dialect),
    ]),
  )
}

interface Entry {
  readonly path: Ids
  readonly value: Given
}

function resourceNode(path: Ids, entries: readonly Entry[], dialect: Dialect): object {
  const id = path[2] ?? 0
  const type = typeAt(path, dialect)
  const written = (value: Given): Given => valueIn(value, type.lwm2m, dialect)
  const [only] = entries
  if (entries.length === 1 && only?.path.length === 3)
    return { kind: 'singleResource', id, type: type.leshan, value: written(only.value) }
  const values = Object.fromEntries(entries.map((entry) => [entry.path[3] ?? 0, written(entry.value)]))
  return { kind: 'multiResource', id, type: type.leshan, values }
}

function instanceNode(path: Ids, value: Given, dialect: Dialect): object {
  const { leshan, lwm2m } = typeAt(path, dialect)
  return { kind: 'resourceInstance', id: path[3], type: leshan, value: valueIn(value, lwm2m, dialect) }
}

const leshanTypes: Readonly<Partial<Record<ResourceType, string>>> = {
  string: 'string',
  integer: 'integer',
  unsigned: 'unsigned_integer',
  float: 'float',
  boolean: 'boolean',
  opaque: 'opaque',
  time: 'time',
  corelnk: 'corelink',
}

function typeAt(path: Ids, { registry }: Dialect): { lwm2m: ResourceType; leshan: string } {
  const lwm2m = registry.get(path[0] ?? -1)?.resources.get(path[2] ?? -1)?.type
  const leshan = lwm2m === undefined ? undefined : leshanTypes[lwm2m]
  if (lwm2m === undefined || leshan === undefined)
    throw new UpperTesterError(`no definition says how to write /${path.join('/')} through Leshan's demo`)
  return { lwm2m, leshan }
}

const numeric: readonly ResourceType[] = ['integer', 'unsigned', 'float']

/** Times travel as milliseconds. */
function valueIn(value: Given, type: ResourceType, { numerals }: Dialect): Given {
  if (type === 'time') return Number(value) * 1000
  if (numerals === 'numbers') return numeric.includes(type) ? Number(value) : value
  return typeof value === 'number' ? String(value) : value
}

interface Shown {
  readonly id?: number
  readonly value?: unknown
  readonly values?: Readonly<Record<string, unknown>>
  readonly resources?: readonly Shown[]
  readonly instances?: readonly Shown[]
  readonly type?: string
}

/**
 * What a node of Leshan's demo shows for a path at it or below it; undefined when it shows none.
 * @param node the `content` of an answer, or the `val` of a notification
 */
export function shownValue(node: unknown, nodePath: string, path: string): string | undefined {
  const below = parsePath(path).slice(parsePath(nodePath).length)
  let shown: Shown | undefined = isShown(node) ? node : undefined
  for (const id of below) {
    if (shown?.values !== undefined) shown = { value: shown.values[id], ...typed(shown) }
    else shown = (shown?.resources ?? shown?.instances)?.find((child) => child.id === id)
  }
  const value = shown?.value
  if (value === undefined || value === null) return undefined
  if (shown?.type?.toLowerCase() === 'time' && typeof value === 'number') return String(value / 1000)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function typed({ type }: Shown): { type?: string } {
  return type === undefined ? {} : { type }
}

function isShown(node: unknown): node is Shown {
  return typeof node === 'object' && node !== null
}
