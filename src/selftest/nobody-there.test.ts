import { describe, expect, it } from 'vitest'
import { conductServer, openRun, planOf } from '#conduct'
import { emptyIcs } from '#ics'
import { MemoryNetwork } from '#net'
import { ReferenceServer } from '#peers'
import { type JournalEvent, memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import initialRegistration from '../../testcases/1xx-registration/101-initial-registration.ts'
import deregistration from '../../testcases/1xx-registration/103-deregistration.ts'

const registry = loadRegistry({ imported: '' })
const cases = [initialRegistration, deregistration]

/** A run on a Server that starts after so many milliseconds, if ever. */
async function judged(start?: number, refused?: boolean): Promise<readonly JournalEvent[]> {
  const network = new MemoryNetwork()
  const journal = memoryJournal(() => network.clock.now())
  const target = { host: '192.0.2.1', port: 5683 }
  const server = new ReferenceServer({ network, registry, lwm2m: '1.1', local: target })
  if (start !== undefined) network.clock.after(start, () => void server.start())
  const run = openRun(
    {
      iut: ['server'],
      lwm2m: '1.1',
      profile: 'custom',
      timing: 'normal',
      seed: '1',
      strict: false,
      allow: [],
    },
    {
      ...{ network, journal, registry, cases, errataOf: () => [], ics: emptyIcs, ixit: { values: {} } },
      ...(refused !== undefined && { isRefused: async () => refused }),
    },
    {
      ...{
        run: 'r',
        tool: { name: 't', version: '0', node: '' },
        iut: {},
        transport: 'udp',
        channel: 'nosec',
      },
      ...{ notCertifiable: [], notScored: [], options: {} },
      digests: { profile: null, ics: null, ixit: null, registry: null },
    },
  )
  await conductServer(run, planOf(cases, ['server']), {
    ...{ iut: ['server'], target: { server: target }, listen: { host: '192.0.2.2' }, endpoint: 'ours' },
  })
  if (start !== undefined) await server.stop()
  return journal.events
}

const seconds = (events: readonly JournalEvent[], event: JournalEvent | undefined): number =>
  ((event?.at ?? Number.NaN) - (events[0]?.at ?? 0)) / 1000

describe('a server that nobody finds', () => {
  it('is told of early, and its address is waited at once, not once a case', async () => {
    const events = await judged(undefined, true)
    const note = events.find(({ event }) => event === 'note')
    expect(seconds(events, note)).toBeLessThan(10)
    expect(note).toMatchObject({ text: expect.stringContaining('coap://192.0.2.1:5683') })
    expect(note).toMatchObject({
      text: expect.stringContaining('no programme takes UDP at coap://192.0.2.1:5683 (ICMP)'),
    })
    const ends = events.flatMap((event) => (event.event === 'case-ended' ? [event] : []))
    expect(ends.map(({ verdict }) => verdict)).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE'])
    expect(ends[1]).toMatchObject({
      outcome: 'out-of-time',
      reason: expect.stringContaining('did not answer in int-101, and never before'),
    })
    expect(seconds(events, ends[1])).toBeLessThan(190)
  })

  it.each([1000, 30_000, 85_000, 110_000])('is judged when it starts after %i ms', async (start) => {
    const events = await judged(start)
    const notes = events.filter(({ event }) => event === 'note')
    expect(notes).toHaveLength(start > 5000 ? 1 : 0)
    const ends = events.flatMap((event) => (event.event === 'case-ended' ? [event.verdict] : []))
    const first = start < 60_000 ? 'PASS' : 'INCONCLUSIVE'
    expect(ends).toEqual([first, 'PASS'])
  })
})
