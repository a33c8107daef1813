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
  /** What is played of the many cases for Clients. */
  readonly ofClients: RegExp
}

const byCertificate = 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'
const byKey = 'TLS_PSK_WITH_AES_128_CCM_8'
const tls13 = 'TLS_AES_128_GCM_SHA256'
const { psk, rpk, x509 } = testAccounts
const both = { channel: 'psk+oscore', accounts: psk } as const
const some = /^(int-|TP.TCP)/
const fewer = /^int-[01]/

/** OSCORE alone has tests of its own. */
const channels: readonly Channel[] = [
  { name: 'psk', transport: 'udp', options: { accounts: psk }, agrees: byKey, ofClients: some },
  { name: 'rpk', transport: 'udp', options: { accounts: rpk }, agrees: byCertificate, ofClients: fewer },
  { name: 'x509', transport: 'udp', options: { accounts: x509 }, agrees: byCertificate, ofClients: fewer },
  { name: 'psk+oscore', transport: 'udp', options: both, agrees: byKey, ofClients: fewer },
  { name: 'psk', transport: 'tcp', options: { accounts: psk }, agrees: tls13, ofClients: some },
  { name: 'x509', transport: 'tcp', options: { accounts: x509 }, agrees: tls13, ofClients: fewer },
  { name: 'psk+oscore', transport: 'tcp', options: both, agrees: tls13, ofClients: fewer },
]

/** Why a case has nothing to judge over a channel, as it says itself. */
const stated = [
  'the security of the channel tells who asks',
  'under OSCORE the tester cannot read what it withholds',
]

/** Cases that need certificates to be refused, which the accounts of these tests are without. */
const toRefuse = new Set(['int-403', 'TP/SEC/DTLS/CERTIFICATE/BI-02'])

const oneChannel = new Map(cases.flatMap(({ id, channel }) => (channel === undefined ? [] : [[id, channel]])))

/** Whether a case that is about one channel is about this one. */
const isAbout = ({ id }: CaseRecord, name: string): boolean =>
  [oneChannel.get(id)?.only].flat().some((only) => name.split('+').includes(only ?? ''))

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

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
  const clear = new Map<string, Promise<Map<string, string>>>()
  const inTheClear = (transport: 'udp' | 'tcp'): Promise<Map<string, string>> => {
    const known = clear.get(transport)
    const played =
      known ??
      play(
        ofVersion.filter(({ id }) => chair !== 'client' || some.test(id)),
        { transport, terse: true },
      ).then((events) => new Map(runRecord(events).cases.map((record) => [record.id, told(record)])))
    clear.set(transport, played)
    return played
  }

  it.each(channels)(
    'gets over $name and $transport what it gets in the clear, but for what has a reason',
    { timeout: 120_000 },
    async ({ name, transport, options, agrees, ofClients }) => {
      const picked = ofVersion.filter(({ id }) => chair !== 'client' || ofClients.test(id))
      const events = await play(picked, { transport, ...options, start: Date.UTC(2027, 0, 1) })
      const found = runRecord(events)
      const without = await inTheClear(transport)
      expect(found.channel).toBe(name)
      for (const record of found.cases.filter(({ id }) => !toRefuse.has(id))) {
        if (oneChannel.has(record.id) && isAbout(record, name))
          expect(['PASS', 'NOT APPLICABLE'], told(record)).toContain(record.verdict)
        else if (oneChannel.has(record.id)) expect(record.verdict).toBe('NOT APPLICABLE')
        else if (!(record.verdict === 'NOT APPLICABLE' && stated.includes(record.reason)))
          expect(told(record)).toBe(without.get(record.id))
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
