import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import type { TestCase } from '#testcase'
import { testAccounts } from '../accounts.fixture.ts'
import { judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
const judges = { client: judgeClient, server: judgeServer, bootstrap: judgeBootstrap } as const
type Chair = keyof typeof judges

interface Channel {
  readonly name: string
  readonly transport: 'udp' | 'tcp'
  readonly options: Pick<WorldOptions, 'accounts' | 'channel'>
  /** What its handshakes agree on. */
  readonly agrees: string
}

const byCertificate = 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'
const byKey = 'TLS_PSK_WITH_AES_128_CCM_8'
const tls13 = 'TLS_AES_128_GCM_SHA256'
const { psk, rpk } = testAccounts
const both = { channel: 'psk+oscore', accounts: psk } as const

/** OSCORE alone has tests of its own. */
const channels: readonly Channel[] = [
  { name: 'psk', transport: 'udp', options: { accounts: psk }, agrees: byKey },
  { name: 'rpk', transport: 'udp', options: { accounts: rpk }, agrees: byCertificate },
  { name: 'x509', transport: 'udp', options: { channel: 'x509' }, agrees: byCertificate },
  { name: 'psk+oscore', transport: 'udp', options: both, agrees: byKey },
  { name: 'psk', transport: 'tcp', options: { accounts: psk }, agrees: tls13 },
  { name: 'x509', transport: 'tcp', options: { channel: 'x509' }, agrees: tls13 },
  { name: 'psk+oscore', transport: 'tcp', options: both, agrees: tls13 },
]

/** Why a case has nothing to judge over a channel, as it says itself. */
const stated = [
  'the security of the channel tells who asks',
  'under OSCORE the tester cannot read what it withholds',
]

/** Packages are given by DTLS and TLS where there is an account for them. */
const byAccount = /^nothing is given by (coaps|coaps\+tcp|https) in this run/

const oneChannel = new Map(cases.flatMap(({ id, channel }) => (channel === undefined ? [] : [[id, channel]])))

/** Whether a case that is about one channel is about this one. */
const isAbout = ({ id }: CaseRecord, name: string): boolean =>
  [oneChannel.get(id)?.only].flat().some((only) => name.split('+').includes(only ?? ''))

/** Which frame told something differs, as handshakes have frames. */
const told = ({ id, verdict, reason }: CaseRecord): string =>
  `${id} ${verdict} ${reason.replace(/ in frame \d+ of \S+$/, '')}`.trimEnd()

const handshakes = (events: readonly JournalEvent[], suite: string): number =>
  events.filter((event) => event.event === 'step' && event.text.includes(`: ${suite}`)).length

describe.each<[Chair, '1.1' | '1.2']>([
  ['client', '1.1'],
  ['server', '1.2'],
  ['bootstrap', '1.1'],
])('a sound %s of %s', (chair, lwm2m) => {
  const play = (picked: readonly TestCase[], options: Partial<WorldOptions>) =>
    judges[chair]({ registry, lwm2m, seed: 'channels', ...options, cases: picked })
  const ofVersion = cases.filter(({ editions }) => editions.includes(lwm2m))
  const clear = new Map<string, Promise<Map<string, CaseRecord>>>()
  const inTheClear = (transport: 'udp' | 'tcp'): Promise<Map<string, CaseRecord>> => {
    const known = clear.get(transport)
    const played =
      known ??
      play(ofVersion, { transport, terse: true }).then(
        (events) => new Map(runRecord(events).cases.map((record) => [record.id, record])),
      )
    clear.set(transport, played)
    return played
  }

  it.each(channels)(
    'gets over $name and $transport what it gets in the clear, but for what has a reason',
    { timeout: 120_000 },
    async ({ name, transport, options, agrees }) => {
      const events = await play(ofVersion, { transport, ...options, start: Date.UTC(2027, 0, 1) })
      const found = runRecord(events)
      const without = await inTheClear(transport)
      expect(found.channel).toBe(name)
      for (const record of found.cases) {
        if (oneChannel.has(record.id) && isAbout(record, name))
          expect(['PASS', 'NOT APPLICABLE'], told(record)).toContain(record.verdict)
        else if (oneChannel.has(record.id)) expect(record.verdict).toBe('NOT APPLICABLE')
        else if (byAccount.test(without.get(record.id)?.reason ?? ''))
          expect(['PASS', 'NOT APPLICABLE'], told(record)).toContain(record.verdict)
        else if (!(record.verdict === 'NOT APPLICABLE' && stated.includes(record.reason)))
          expect(told(record)).toBe(told(without.get(record.id)!))
      }
      expect(found.cases.filter(({ verdict }) => verdict === 'PASS').length).toBeGreaterThan(5)
      expect(handshakes(events, agrees)).toBeGreaterThan(0)
    },
  )

  it('without credentials hears and says nothing of DTLS or TLS', async () => {
    const events = await play(
      ofVersion.filter(({ number }) => number === 101 || number === 0),
      {},
    )
    expect(events.filter((event) => event.event === 'step' && event.text.includes('TLS'))).toEqual([])
  })
})
