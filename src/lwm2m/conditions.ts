import { type Node, pathText, type Value, valuesEqual } from '#content'
import type { NotificationAttributes } from './attributes.ts'

/** What an observed path held, and holds. */
export interface Change {
  /** In the last report. */
  readonly reported: readonly Node[]
  /** When it was looked at last. */
  readonly before: readonly Node[]
  readonly now: readonly Node[]
}

/**
 * Whether a change is one to report: the value rose above gt, fell below lt, is st away from the one reported last, or
 * took the edge; without these conditions, any change since the last report (Core 1.1.1 §5.1.2).
 */
export function isWorthReporting(
  { reported, before, now }: Change,
  { gt, lt, st, edge }: NotificationAttributes,
): boolean {
  const last = byPath(reported)
  if (gt === undefined && lt === undefined && st === undefined && edge === undefined) {
    return (
      now.length !== reported.length || now.some(({ path, value }) => !same(last.get(pathText(path)), value))
    )
  }
  const previous = byPath(before)
  return now.some(({ path, value }) => {
    const key = pathText(path)
    if (edge !== undefined && value?.type === 'boolean')
      return !same(previous.get(key), value) && value.value === (edge === 1)
    const [base, from, to] = [last.get(key), previous.get(key), value].map(numeric)
    if (from === undefined || to === undefined) return !same(previous.get(key), value)
    const above = gt !== undefined && from <= gt && to > gt
    const below = lt !== undefined && from >= lt && to < lt
    return above || below || (st !== undefined && Math.abs(to - (base ?? from)) >= st)
  })
}

/**
 * The periods of a report that several paths share: it is held back by the longest pmin of any, and due by the
 * shortest pmax, where that is no contradiction; one that wants confirmable reports has them.
 */
export function jointly(all: readonly NotificationAttributes[]): NotificationAttributes {
  const given = (name: keyof NotificationAttributes): number[] => all.flatMap((one) => one[name] ?? [])
  const pmins = given('pmin')
  const epmins = given('epmin')
  const confirmed = given('con')
  const pmaxes = all.flatMap(({ pmin = 0, pmax = 0 }) => (pmax === 0 || pmax < pmin ? [] : [pmax]))
  const pmin = Math.max(0, ...pmins)
  return {
    ...(pmins.length === 0 ? {} : { pmin }),
    ...(pmaxes.length === 0 ? {} : { pmax: Math.max(pmin, Math.min(...pmaxes)) }),
    ...(epmins.length === 0 ? {} : { epmin: Math.max(...epmins) }),
    ...(confirmed.length === 0 ? {} : { con: Math.max(...confirmed) }),
  }
}

function byPath(nodes: readonly Node[]): ReadonlyMap<string, Value | undefined> {
  return new Map(nodes.map(({ path, value }) => [pathText(path), value]))
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined ? a === b : valuesEqual(a, b)
}

function numeric(value: Value | undefined): number | undefined {
  return value !== undefined && ['integer', 'unsigned', 'float', 'time'].includes(value.type)
    ? Number(value.value)
    : undefined
}
