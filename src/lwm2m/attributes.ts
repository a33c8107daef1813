import { type Ids, isWithin, parsePath, pathText } from '#content'
import type { EnablerVersion } from '#registry'

export const attributeNames = [
  'pmin',
  'pmax',
  'gt',
  'lt',
  'st',
  'epmin',
  'epmax',
  'edge',
  'con',
  'hqmax',
] as const
export type AttributeName = (typeof attributeNames)[number]

/** Notification attributes in force at one level (Core 1.1.1 §5.1.2). Times are seconds. */
export type NotificationAttributes = { readonly [name in AttributeName]?: number }

/** What a Write-Attributes asks for: a number sets, null unsets. */
export type AttributeChanges = { readonly [name in AttributeName]?: number | null }

/** A Write-Attributes that must be refused, and why. */
export class AttributeError extends Error {}

/** What the attributes are to be written to. */
export interface AttributeTarget {
  /** A numeric resource or resource instance. */
  readonly numeric: boolean
  /** A boolean resource or resource instance. */
  readonly boolean?: boolean
  readonly lwm2m: EnablerVersion
}

/** Those that came after 1.0. */
const since: { readonly [name in AttributeName]?: EnablerVersion } = {
  epmin: '1.1',
  epmax: '1.1',
  edge: '1.2',
  con: '1.2',
  hqmax: '1.2',
}

/** What an Observe-Composite may state as a parameter: what suits any level (Core 1.2 §7.3.2). */
export const compositeParameters: readonly AttributeName[] = ['pmin', 'pmax', 'epmin', 'epmax', 'con']

const whole = /^\d+$/
const truth = /^[01]$/
const decimal = /^-?\d+(\.\d+)?$/

/**
 * Reads the query of a Write-Attributes. A name without a value unsets. @throws AttributeError for unknown, repeated or
 * contradictory attributes, values that are no numbers, and gt, lt and st on anything but a number
 */
export function parseAttributes(query: readonly string[], target: AttributeTarget): AttributeChanges {
  const changes: { [name in AttributeName]?: number | null } = {}
  for (const item of query) {
    const [name = '', text = ''] = item.split('=', 2)
    if (!isAttribute(name, target.lwm2m)) throw new AttributeError(`${name} is no notification attribute`)
    if (name in changes) throw new AttributeError(`${name} stands twice`)
    changes[name] = numberIn(name, text, target)
  }
  requireConsistent(changes)
  return changes
}

function isAttribute(name: string, lwm2m: EnablerVersion): name is AttributeName {
  const known = attributeNames.find((attribute) => attribute === name)
  return known !== undefined && lwm2m >= (since[known] ?? '1.0')
}

function numberIn(name: AttributeName, text: string, { numeric, boolean }: AttributeTarget): number | null {
  const isThreshold = name === 'gt' || name === 'lt' || name === 'st'
  if (isThreshold && !numeric) throw new AttributeError(`${name} needs a numeric resource`)
  if (name === 'edge' && boolean !== true) throw new AttributeError('edge needs a boolean resource')
  if (text === '') return null
  const grammar = isThreshold ? decimal : name === 'edge' || name === 'con' ? truth : whole
  if (!grammar.test(text)) throw new AttributeError(`${name}=${text} is no value for it`)
  return Number(text)
}

/** Rules for attributes that are set together; pmax below pmin is ignored, not refused (Core 1.1.1 §5.1.2). */
function requireConsistent({ lt, gt, st, epmin, epmax }: AttributeChanges): void {
  if (typeof st === 'number' && st < 0) throw new AttributeError('st is negative')
  if (typeof lt === 'number' && typeof gt === 'number' && lt + 2 * (st ?? 0) >= gt) {
    throw new AttributeError('lt + 2 st must be less than gt')
  }
  if (typeof epmin === 'number' && typeof epmax === 'number' && epmin >= epmax) {
    throw new AttributeError('epmin must be less than epmax')
  }
}

/** The attributes one server attached, level by level; the closest level wins. */
export class AttributeStore {
  readonly #byPath = new Map<string, NotificationAttributes>()

  /** Sets and unsets at one path. */
  apply(path: Ids, changes: AttributeChanges): void {
    const kept: { [name in AttributeName]?: number } = { ...this.at(path) }
    for (const name of attributeNames) {
      const change = changes[name]
      if (change === null) delete kept[name]
      else if (change !== undefined) kept[name] = change
    }
    this.#byPath.set(pathText(path), kept)
  }

  /** What is attached at exactly this path. */
  at(path: Ids): NotificationAttributes {
    return this.#byPath.get(pathText(path)) ?? {}
  }

  /** What holds for this path: its own and, where it has none, those of the levels above. */
  inherited(path: Ids): NotificationAttributes {
    return Object.assign({}, ...path.map((_, index) => this.at(path.slice(0, index + 1))))
  }

  /** What was deleted has no attributes any more, nor has anything below it. */
  forget(path: Ids): void {
    for (const key of this.#byPath.keys()) if (isWithin(parsePath(key), path)) this.#byPath.delete(key)
  }

  clear(): void {
    this.#byPath.clear()
  }
}
