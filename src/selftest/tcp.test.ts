import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
const judges = { client: judgeClient, server: judgeServer, bootstrap: judgeBootstrap } as const

type Chair = keyof typeof judges

/** What every case found that needs no channel of its own, on a sound peer. */
async function findings(chair: Chair, options: Partial<WorldOptions>): Promise<readonly CaseRecord[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const some = cases.filter(({ editions, channel }) => editions.includes(lwm2m) && channel === undefined)
  const events = await judges[chair]({ registry, cases: some, lwm2m, seed: 'tcp', terse: true, ...options })
  return runRecord(events).cases
}

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

/** Cases that one of the transports alone has, by what they say of themselves. */
const boundTo = (only: 'udp' | 'tcp'): string[] =>
  cases.filter(({ transport }) => transport?.only === only).map(({ id }) => id)

describe.each<[Chair, '1.1' | '1.2']>([
  ['client', '1.2'],
  ['server', '1.1'],
  ['server', '1.2'],
  ['bootstrap', '1.1'],
  ['bootstrap', '1.2'],
])('a sound %s of %s', (chair, lwm2m) => {
  it('gets over TCP what it gets over UDP, but for the cases of one transport', async () => {
    const over = {
      udp: await findings(chair, { lwm2m }),
      tcp: await findings(chair, { lwm2m, transport: 'tcp' }),
    }
    const both = (records: readonly CaseRecord[]): string[] =>
      records.filter(({ id }) => !boundTo('udp').includes(id) && !boundTo('tcp').includes(id)).map(told)
    expect(both(over.tcp)).toEqual(both(over.udp))
    for (const record of over.tcp) {
      if (boundTo('tcp').includes(record.id)) expect(told(record)).toBe(`${record.id} PASS`)
      if (boundTo('udp').includes(record.id)) {
        expect(record).toMatchObject({ verdict: 'NOT APPLICABLE', outcome: 'not-selected' })
        expect(record.reason).toContain('it needs --transport udp')
      }
    }
    for (const record of over.udp.filter(({ id }) => boundTo('tcp').includes(id))) {
      expect(record.verdict).toBe('NOT APPLICABLE')
      expect(record.reason).toContain('it needs --transport tcp')
    }
  })
})

it.each<Chair>(['client', 'server', 'bootstrap'])(
  'a sound %s passes when TCP hands on single octets, some of them late',
  async (chair) => {
    const weather = { segment: 1, loss: 0.0005, delay: 5 }
    const found = await findings(chair, { transport: 'tcp', weather })
    expect(found.filter(({ verdict }) => !['PASS', 'NOT APPLICABLE'].includes(verdict)).map(told)).toEqual([])
  },
)

it('the record says what carried the run, and its messages have neither type nor message id', async () => {
  const some = cases.filter(({ number }) => number === 101)
  const events = await judgeClient({ registry, cases: some, lwm2m: '1.1', seed: 'tcp', transport: 'tcp' })
  expect(runRecord(events).transport).toBe('tcp')
  const texts = events.flatMap((event) => (event.event === 'message' ? [event.text] : []))
  expect(texts[0]).toBe('7.01 CSM Max-Message-Size:65536 Block-Wise-Transfer')
  expect(texts.join('\n')).toContain('0.02 POST /rd?')
  expect(texts.join('\n')).not.toMatch(/\bmid\b|\b(CON|NON|ACK)\b/)
})
