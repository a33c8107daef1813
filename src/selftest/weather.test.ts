import { describe, expect, inject, it } from 'vitest'
import { loadCases } from '#conduct'
import { type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { type Playground, playgrounds } from './playground.ts'
import type { WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()

/** Bad weather: a CoAP retransmission mends what is lost, so no verdict may turn on it. */
function badWeather(ground: Playground, seed: number): WorldOptions {
  const judged = cases.filter(
    ({ judges, editions }) => judges.includes(ground.chair) && editions.includes('1.1'),
  )
  // The purposes on data types are most of all messages and much alike: now and then will do.
  const few = seed % 10 === 0 ? judged : judged.filter(({ id }) => !id.startsWith('TP/DM/TYPES'))
  const reordering = seed % 2 === 0 ? 0.1 : 0.05
  return {
    registry,
    cases: few,
    lwm2m: '1.1',
    seed: String(seed),
    terse: true,
    weather: { loss: 0.05, duplication: 0.05, reordering, reorderBy: 500 },
  }
}

/** The journal without what differs from machine to machine. */
function canonical(events: readonly JournalEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join('\n')
}

/**
 * How much is played: with which seeds the sound peers, every how many-th mutant, and by it so many of the cases that
 * show it; of mutants that show in the same ones, each plays others. Every tenth seed plays the data types.
 */
const { seeds, every, most } = {
  whole: { seeds: Array.from({ length: 20 }, (_, index) => index + 1), every: 1, most: 3 },
  sample: { seeds: [1], every: 9, most: 1 },
}[inject('weather')]

const onSleepers = cases.filter(({ id }) =>
  ['int-108', 'int-109', 'TP/REG/AWAKE/BV-01', 'TP/REP/AWAKE/BV-01'].includes(id),
)

// The reference Client does not sleep; and that a sleeper wakes as it should is for a strict judge alone.
it.each(
  playgrounds.filter(({ chair }) => chair !== 'bootstrap').map((ground) => [ground.chair, ground] as const),
)(
  'where a Client sleeps, a sound %s is never failed by a strict judge in bad weather',
  async (chair, ground) => {
    const sleeper = ground.variants.find(({ facts }) => facts.id === 'queue-mode')
    const play = chair === 'client' ? sleeper!.play : ground.sound
    const judged = onSleepers.filter(({ judges }) => judges.includes(chair))
    for (let seed = 1; seed <= 20; seed++) {
      const world = { ...badWeather(ground, seed), cases: judged, strict: true }
      const ended = runRecord(await play(world)).cases.map(({ id, verdict }) => `${id} ${verdict}`)
      expect(ended.toSorted(), `seed ${seed}`).toEqual(judged.map(({ id }) => `${id} PASS`).toSorted())
    }
  },
)

/** A seed that stays when other mutants come and go. */
function seedOf(id: string): number {
  return [...id].reduce((sum, letter) => (31 * sum + (letter.codePointAt(0) ?? 0)) % 10_007, 1)
}

describe.each(playgrounds.map((ground) => [ground.chair, ground] as const))(
  'the %s in bad weather',
  (_, ground) => {
    it('is never failed when it is sound, and seldom left undecided', { timeout: 600_000 }, async () => {
      const ended = []
      for (const seed of seeds) {
        const { cases: records } = runRecord(await ground.sound(badWeather(ground, seed)))
        ended.push(...records.map(({ id, verdict, reason }) => ({ seed, id, verdict, reason })))
      }
      expect(ended.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'ERROR')).toEqual([])
      const undecided = ended.filter(({ verdict }) => verdict === 'INCONCLUSIVE')
      expect(undecided.length / ended.length, JSON.stringify(undecided)).toBeLessThanOrEqual(0.01)
    })

    it('never passes a case when it is a mutant that must trip it', { timeout: 600_000 }, async () => {
      const escaped: string[] = []
      const caught: string[] = []
      const undecided: string[] = []
      for (const { facts, play } of ground.mutants.filter(({ facts: { id } }) => seedOf(id) % every === 0)) {
        const { trips, lwm2m = '1.1', strict = false } = facts
        const world = badWeather(ground, seedOf(facts.id))
        const all = cases.filter(({ id }) => trips.some((trip) => trip.startsWith(`${id} `)))
        const first = seedOf(facts.id) % all.length
        const own = [...all.slice(first), ...all.slice(0, first)].slice(0, most)
        // What is judged of a whole run has a whole run to show.
        const isOfAll = own.some(({ id }) => id.startsWith('TP/COAP/FORM/'))
        const played = isOfAll ? world.cases : own
        const { cases: records } = runRecord(await play({ ...world, lwm2m, strict, cases: played }))
        for (const { id, verdict, reason } of records.filter((one) => own.some(({ id }) => id === one.id))) {
          const ending = `${facts.id} in ${id}: ${verdict} ${reason}`
          if (verdict === 'FAIL') caught.push(ending)
          else if (verdict === 'INCONCLUSIVE' || facts.isFleeting) undecided.push(ending)
          else escaped.push(ending)
        }
      }
      expect(escaped).toEqual([])
      expect(undecided.length, undecided.join('\n')).toBeLessThanOrEqual(caught.length / 20)
    })

    it('gives the same journal for the same seed, and another for another', async () => {
      const weather = badWeather(ground, 1)
      const world = { ...weather, cases: weather.cases.filter(({ number }) => number), terse: false }
      const first = canonical(await ground.sound(world))
      expect(canonical(await ground.sound(world))).toBe(first)
      expect(canonical(await ground.sound({ ...world, seed: '2' }))).not.toBe(first)
    })
  },
)
