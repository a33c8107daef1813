import { describe, expect, it } from 'vitest'
import { loadCases, loadCatalogue } from '#conduct'
import type { JournalEvent } from '#record'
import { loadRegistry } from '#registry'
import type { TestCase } from '#testcase'
import { playgrounds } from './playground.ts'

const registry = loadRegistry()
const { profiles } = await loadCatalogue()
const profile = profiles.find(({ name }) => name === 'ets-1.2')!
const inEdition = (await loadCases()).filter(({ editions }) => editions.includes(profile.edition))
const numbered = inEdition.filter(({ number }) => number !== undefined && profile.numbers.includes(number))
const purposes = inEdition.filter(({ number }) => number === undefined)

/** One way, in milliseconds. */
const delay = 25

const grounds = playgrounds.map((ground) => [ground.chair, ground] as const)

const play = (ground: (typeof playgrounds)[number], cases: readonly TestCase[]) =>
  ground.sound({ registry, cases, lwm2m: profile.edition, seed: '1', weather: { delay } })

interface Spent {
  readonly id: string
  /** Milliseconds from its beginning to its end. */
  readonly ms: number
  /** Milliseconds that it imposed by waits of its own. */
  readonly imposed: number
  readonly messages: number
}

/** What each case took, and what of it was waiting that it imposed. */
function spending(events: readonly JournalEvent[]): Spent[] {
  const spent: Spent[] = []
  let [since, messages, imposed] = [0, 0, 0]
  for (const event of events) {
    if (event.event === 'case-started') [since, messages, imposed] = [event.at, 0, 0]
    else if (event.event === 'message') messages++
    else if (event.event === 'wait' && event.booked === 'case') imposed += event.ms
    else if (event.event === 'case-ended')
      spent.push({ id: event.id, ms: event.at - since, imposed, messages })
  }
  return spent
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe.each(grounds)('a run of ets-1.2 on a sound %s with round trips of 50 ms', (_, ground) => {
  it('spends no time but on messages and on waits that are named', { timeout: 60_000 }, async () => {
    const spent = spending(await play(ground, [...numbered, ...purposes]))
    expect(spent.length).toBeGreaterThan(5)
    const unnamed = spent.flatMap(({ id, ms, imposed, messages }) => {
      const left = ms - imposed - messages * delay
      return left > 1000 ? [`${id}: ${left} ms beside ${messages} messages`] : []
    })
    expect(unnamed).toEqual([])
  })
})

describe.each(grounds.filter(([chair]) => chair !== 'bootstrap'))(
  'the numbered cases on a sound %s',
  (_, ground) => {
    it('take at most 5 % longer than they impose', { timeout: 60_000 }, async () => {
      const events = await play(ground, numbered)
      const imposed = sum(spending(events).map((spent) => spent.imposed))
      const duration = events.at(-1)!.at - events[0]!.at
      expect(imposed).toBeGreaterThan(60_000)
      expect(duration / imposed).toBeLessThanOrEqual(1.05)
    })
  },
)
