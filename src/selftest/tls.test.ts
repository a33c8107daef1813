import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { type AccountMode, testAccounts } from '../accounts.fixture.ts'
import { judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
const judges = { client: judgeClient, server: judgeServer, bootstrap: judgeBootstrap } as const
type Chair = keyof typeof judges

/** Cases that are about one channel, and do not apply to another. */
const ofOneChannel = new Set(cases.flatMap(({ id, channel }) => (channel === undefined ? [] : [id])))

/** Where the security of the channel tells who asks, nobody has to. */
const answeredByChannel = ['TP/BS/REQUEST/BI-01']

function play(chair: Chair, options: Partial<WorldOptions>, picked = /./): Promise<readonly JournalEvent[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const some = cases.filter(
    ({ id, editions }) => editions.includes(lwm2m) && picked.test(id) && !answeredByChannel.includes(id),
  )
  return judges[chair]({ registry, lwm2m, seed: 'tls', transport: 'tcp', ...options, cases: some })
}

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

const count = (events: readonly JournalEvent[], part: string): number =>
  events.filter((event) => event.event === 'step' && event.text.includes(part)).length

describe.each<[Chair, '1.1' | '1.2']>([
  ['client', '1.1'],
  ['server', '1.2'],
  ['bootstrap', '1.1'],
])('a sound %s of %s', async (chair, lwm2m) => {
  const clear = await play(chair, { lwm2m })

  it.each<[AccountMode, RegExp]>([
    ['psk', /./],
    ['x509', /^int-/],
  ])('gets over TLS by %s what it gets in the clear', async (mode, some) => {
    const accounts = testAccounts[mode]
    const events = await play(chair, { lwm2m, accounts, start: Date.UTC(2027, 0, 1) }, some)
    const [found, expected] = [events, clear].map((played) =>
      runRecord(played)
        .cases.filter(({ id }) => some.test(id) && !ofOneChannel.has(id))
        .map(told),
    )
    expect(found).toEqual(expected)
    expect(found?.length).toBeGreaterThan(0)
    const own = runRecord(events).cases.filter(({ id }) => ofOneChannel.has(id))
    expect(own.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')).toEqual([])
    expect(count(events, 'TLS 1.3 with ')).toBeGreaterThan(0)
    expect(count(events, 'no TLS')).toBe(0)
  })

  it('without credentials hears and says nothing of TLS', () => {
    expect(count(clear, 'TLS')).toBe(0)
  })
})
