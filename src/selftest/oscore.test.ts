import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, type EventOf, type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import type { TestCase } from '#testcase'
import { judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
/** What is kept from an endpoint, octet by octet, cannot be read there under OSCORE. */
const unreadable = [
  'TP/COAP/MSG/BI-07',
  'TP/COAP/MSG/BV-09',
  'TP/COAP/MSG/BV-10',
  'TP/COAP/MSG/BV-11',
  'TP/REG/SILENT/BV-01',
]
/** Who asks under OSCORE is known by more than his name. */
const protectedCases = cases.filter(({ id }) => !unreadable.includes(id) && id !== 'TP/BS/REQUEST/BI-01')
const judges = { client: judgeClient, server: judgeServer, bootstrap: judgeBootstrap } as const
type Chair = keyof typeof judges

/** What is played of the many cases for Clients over TCP, since all are over UDP. */
const ofBoth = /^(int-|TP.TCP|TP.SEC)/

function play(chair: Chair, options: Partial<WorldOptions>): Promise<readonly JournalEvent[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const isPlayed = ({ id }: TestCase) => chair !== 'client' || options.transport !== 'tcp' || ofBoth.test(id)
  const some = protectedCases.filter((one) => one.editions.includes(lwm2m) && isPlayed(one))
  return judges[chair]({ registry, lwm2m, seed: 'oscore', ...options, cases: some })
}

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

const verdicts = (events: readonly JournalEvent[]): string[] => runRecord(events).cases.map(told)

const ofOscore = new Set(
  cases.flatMap(({ id, channel }) => ([channel?.only].flat().includes('oscore') ? [id] : [])),
)
const isOfAnyChannel = (text: string): boolean => !ofOscore.has(text.split(' ')[0]!)

/** Lines of the messages that a text occurs in. */
const lines = (events: readonly JournalEvent[], part: string): string[] =>
  events.flatMap((event) => (event.event === 'message' && event.text.includes(part) ? [event.text] : []))

/** What comes while our Client is deaf is written down as it is. */
const deaf = ['TP/COAP/BLOCK/BV-12']

/** Whether both sides have keys, and use them: there are none for our second Server, nor on the smartcard of the ETS. */
const concernsKeys = ({ from, to, id }: EventOf<'message'>): boolean =>
  !['int-3', ...deaf].includes(id ?? '') &&
  !ofOscore.has(id ?? '') &&
  [from, to].some((address) => /^192\.0\.2\.1:5[67]83$/.test(address))

/** Requests by what carries them, as a journal shows them. */
const requestLine = { udp: /^(CON|NON) 0\.0[1-7] /, tcp: /^0\.0[1-7] / } as const

describe.each<[Chair, '1.1' | '1.2', 'udp' | 'tcp']>([
  ['client', '1.1', 'udp'],
  ['server', '1.2', 'udp'],
  ['bootstrap', '1.1', 'udp'],
  ['client', '1.2', 'tcp'],
  ['server', '1.1', 'tcp'],
  ['bootstrap', '1.2', 'tcp'],
])('a sound %s of %s over %s', (chair, lwm2m, transport) => {
  it('gets over OSCORE what it gets in the clear, and says everything under it that is a message', {
    timeout: 180_000,
  }, async () => {
    const over = {
      oscore: await play(chair, { lwm2m, transport, channel: 'oscore' }),
      nosec: await play(chair, { lwm2m, transport }),
    }
    expect(verdicts(over.oscore).filter(isOfAnyChannel)).toEqual(verdicts(over.nosec).filter(isOfAnyChannel))
    const own = verdicts(over.oscore).filter((text) => !isOfAnyChannel(text))
    expect(own.filter((text) => !text.endsWith(' PASS') && !text.includes('it needs --transport'))).toEqual(
      [],
    )
    const requests = over.oscore.flatMap((event) =>
      event.event === 'message' && concernsKeys(event) && requestLine[transport].test(event.text)
        ? [event.text]
        : [],
    )
    expect(requests.length).toBeGreaterThan(30)
    expect(requests.filter((text) => !text.endsWith(' under OSCORE'))).toEqual([])
    expect(lines(over.oscore, 'Unauthorized Echo:').length).toBeGreaterThan(0)
    expect(lines(over.nosec, 'OSCORE')).toEqual([])
  })
})
