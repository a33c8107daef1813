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

const whole = new Map<string, ReturnType<typeof play>>()

/** A run of all cases, played once. */
function wholeRun(ground: (typeof playgrounds)[number]): ReturnType<typeof play> {
  const run = whole.get(ground.chair) ?? play(ground, [...numbered, ...purposes])
  whole.set(ground.chair, run)
  return run
}

interface Spent {
  readonly id: string
  /** Milliseconds from its beginning to its end. */
  readonly ms: number
  /** Milliseconds that it imposed by waits of its own. */
  readonly imposed: number
  /** Milliseconds that the peer needed for itself, by far the most of it to restart when a case had it restart. */
  readonly needed: number
  readonly messages: number
}

/** What each case took, and what of it was waiting that it imposed. */
function spending(events: readonly JournalEvent[]): Spent[] {
  const spent: Spent[] = []
  let [since, messages, imposed, needed] = [0, 0, 0, 0]
  for (const event of events) {
    if (event.event === 'case-started') [since, messages, imposed, needed] = [event.at, 0, 0, 0]
    else if (event.event === 'message') messages++
    else if (event.event === 'wait' && event.booked === 'case') imposed += event.ms
    else if (event.event === 'wait') needed += event.ms
    else if (event.event === 'case-ended')
      spent.push({ id: event.id, ms: event.at - since, imposed, needed, messages })
  }
  return spent
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe.each(grounds)('a run of ets-1.2 on a sound %s with round trips of 50 ms', (_, ground) => {
  it('spends no time but on messages and on waits that are named', { timeout: 60_000 }, async () => {
    const spent = spending(await wholeRun(ground))
    expect(spent.length).toBeGreaterThan(5)
    const unnamed = spent.flatMap(({ id, ms, imposed, needed, messages }) => {
      const left = ms - imposed - needed - messages * delay
      return left > 1000 ? [`${id}: ${left} ms beside ${messages} messages`] : []
    })
    expect(unnamed).toEqual([])
  })
})

/** A run of a Bootstrap-Server imposes no wait. */
const waiting = grounds.filter(([chair]) => chair !== 'bootstrap')

describe.each(waiting)('in virtual time with round trips of 50 ms, on a sound %s', (_, ground) => {
  it.each([
    { what: 'a run of the numbers of ets-1.2', cases: numbered },
    {
      what: 'a run of ets-1.2 with every purpose, as its profile has it',
      cases: [...numbered, ...purposes],
    },
  ])(
    '$what takes at most a twentieth longer than the waits that its cases impose',
    { timeout: 60_000 },
    async ({ cases }) => {
      const events = await (cases.length > numbered.length ? wholeRun(ground) : play(ground, cases))
      // What the peer needed for itself, to restart above all, is no wait of a case.
      const imposed = sum(spending(events).map((one) => one.imposed))
      const duration = events.at(-1)!.at - events[0]!.at
      expect(imposed).toBeGreaterThan(60_000)
      expect(duration / imposed).toBeLessThanOrEqual(1.05)
    },
  )
})

/** How many Registers each case asks for, by what it is about; no other case brings one about. */
const registers: { readonly [chair: string]: { readonly [id: string]: number } } = {
  client: {
    // They have the Client register, or bring it to.
    ...{ 'int-101': 1, 'int-103': 1, 'int-105': 1, 'int-241': 1, 'TP/REG/AGAIN/BV-02': 1 },
    ...{ 'TP/REG/REFUSED/BI-01': 5, 'TP/REG/REFUSED/BI-02': 5, 'TP/REG/REFUSED/BI-03': 5 },
    ...{
      'TP/OBJ/DEVICE/BV-01': 1,
      'TP/REG/DISABLE/BV-01': 1,
      'TP/REG/RETRY/BV-01': 7,
      'TP/REG/SILENT/BV-01': 5,
    },
    // A bootstrap ends in a Register; some put back what they changed by another.
    ...{ 'int-0': 1, 'int-3': 1, 'int-4': 1, 'int-5': 1, 'int-6': 2, 'int-7': 1, 'int-8': 1, 'int-9': 1 },
    ...{
      'int-12': 1,
      'TP/BS/DELETE/BI-01': 1,
      'TP/BS/DELETE/BV-01': 2,
      'TP/BS/DELETE/BV-02': 1,
      'TP/BS/DISCOVER/BV-01': 1,
    },
    ...{ 'TP/BS/FINISH/BI-01': 1, 'TP/BS/FINISH/BI-02': 1, 'TP/BS/FINISH/BI-03': 1, 'TP/BS/PACK/BI-01': 2 },
    ...{ 'TP/BS/READ/BI-01': 1, 'TP/BS/WRITE/BI-01': 1, 'TP/BS/WRITE/BV-01': 1, 'TP/BS/WRITE/BV-02': 1 },
    ...{ 'TP/BS/WRITE/BV-03': 1, 'TP/BS/OWN/BV-01': 2 },
    // A device with other firmware reboots, and once more for what was there before.
    ...{
      'int-770': 2,
      'int-771': 2,
      'TP/FW/CANCEL/BI-01': 2,
      'TP/FW/UPDATE/BI-02': 2,
      'TP/FW/DEFER/BI-01': 2,
      'TP/FW/DEFER/BV-01': 2,
      'TP/FW/POWER/BV-01': 1,
      'TP/FW/POWER/BV-02': 3,
      'TP/FW/POWER/BV-03': 3,
    },
    // At two Servers, and at one again.
    ...{ 'TP/BS/LEAVE/BV-01': 4, 'TP/REG/ORDER/BV-01': 3 },
    ...{ 'int-950': 3, 'int-951': 3, 'TP/DM/ACL/BI-01': 3, 'TP/DM/ACL/BI-02': 3 },
    ...{ 'TP/DM/ACL/BV-01': 3, 'TP/DM/ACL/BV-02': 3, 'TP/DM/ACL/BV-03': 3 },
  },
  server: {
    ...{ 'int-101': 1, 'int-104': 1, 'int-105': 1, 'int-107': 1, 'int-241': 1 },
    ...{ 'int-108': 1, 'int-109': 1, 'int-110': 1, 'int-111': 1 },
    ...{ 'TP/REG/AGAIN/BV-01': 2, 'TP/REG/EXPIRY/BV-01': 1, 'TP/REG/LIST/BV-01': 1, 'TP/REG/LIST/BV-02': 2 },
    ...{ 'TP/REG/PROFILE/BI-01': 1, 'TP/REG/REFUSAL/BI-01': 7, 'TP/REG/ROOT/BV-01': 1 },
    ...{ 'TP/REG/AWAKE/BV-01': 1, 'TP/REG/DEREGISTER/BI-01': 1 },
    // The case before let the registration run out, had one by a Profile ID, or one with another root.
    ...{ 'int-103': 1, 'int-226': 1, 'TP/REP/LARGE/BV-02': 1 },
  },
}

describe.each(grounds.filter(([chair]) => chair in registers))('a run on a sound %s', (chair, ground) => {
  it('keeps one registration: there are no Registers but those that cases ask for', async () => {
    const counted: { [id: string]: number } = {}
    for (const event of await wholeRun(ground)) {
      if (event.event !== 'message' || event.repeated || !event.text.includes(' 0.02 POST /rd?')) continue
      const id = event.id ?? 'before any case'
      counted[id] = (counted[id] ?? 0) + 1
    }
    expect(counted).toEqual(registers[chair])
  })
})
