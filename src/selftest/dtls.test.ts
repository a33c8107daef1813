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

/** Cases that need certificates to be refused, which the accounts of these tests are without. */
const toRefuse = new Set(['int-403'])

/** Where the security of the channel tells who asks, nobody has to. */
const answeredByChannel = ['TP/BS/REQUEST/BI-01']

function play(chair: Chair, options: Partial<WorldOptions>, picked = /./): Promise<readonly JournalEvent[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const some = cases.filter(
    ({ id, editions }) => editions.includes(lwm2m) && picked.test(id) && !answeredByChannel.includes(id),
  )
  return judges[chair]({ registry, lwm2m, seed: 'dtls', ...options, cases: some })
}

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

const count = (events: readonly JournalEvent[], part: string): number =>
  events.filter((event) => event.event === 'step' && event.text.includes(part)).length

describe.each<[Chair, '1.0' | '1.1' | '1.2']>([
  ['client', '1.1'],
  ['server', '1.2'],
  ['bootstrap', '1.1'],
])('a sound %s of %s', async (chair, lwm2m) => {
  const clear = await play(chair, { lwm2m })
  const toldOf = (events: readonly JournalEvent[], cases: RegExp): string[] =>
    runRecord(events)
      .cases.filter(({ id }) => cases.test(id) && !ofOneChannel.has(id))
      .map(told)

  it.each<[AccountMode, string, RegExp]>([
    ['psk', 'TLS_PSK_WITH_AES_128_CCM_8', /./],
    ['rpk', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8', /^int-/],
    ['x509', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8', /^int-/],
  ])('gets over %s what it gets in the clear', async (mode, suite, some) => {
    const accounts = testAccounts[mode]
    const events = await play(chair, { lwm2m, accounts, start: Date.UTC(2027, 0, 1) }, some)
    expect(toldOf(events, some)).toEqual(toldOf(clear, some))
    expect(toldOf(events, some).length).toBeGreaterThan(0)
    const own = runRecord(events).cases.filter(({ id }) => ofOneChannel.has(id) && !toRefuse.has(id))
    expect(own.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')).toEqual([])
    expect(count(events, `: ${suite}`)).toBeGreaterThan(0)
    expect(count(events, `: ${suite}`)).toBe(count(events, ': TLS_'))
  })

  it('without credentials hears and says nothing of DTLS', () => {
    expect(count(clear, 'DTLS')).toBe(0)
  })
})
