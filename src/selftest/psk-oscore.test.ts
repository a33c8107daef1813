import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
const judges = { client: judgeClient, server: judgeServer, bootstrap: judgeBootstrap } as const
type Chair = keyof typeof judges

function play(chair: Chair, options: Partial<WorldOptions>, picked = /./): Promise<readonly JournalEvent[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const some = cases.filter(({ id, editions }) => editions.includes(lwm2m) && picked.test(id))
  return judges[chair]({ registry, lwm2m, seed: 'psk+oscore', ...options, cases: some })
}

/** Cases that are about the secured channel below OSCORE, and do not apply to OSCORE alone. */
const ofSecured = new Set(
  cases.flatMap(({ id, channel }) => ([channel?.only].flat().includes('psk') ? [id] : [])),
)

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()
const verdicts = (events: readonly JournalEvent[]): string[] =>
  runRecord(events)
    .cases.filter(({ id }) => !ofSecured.has(id))
    .map(told)

const lines = (events: readonly JournalEvent[], kind: 'step' | 'message', part: string): number =>
  events.filter((event) => event.event === kind && event.text.includes(part)).length

describe.each<[Chair, '1.1' | '1.2', 'udp' | 'tcp', RegExp, string]>([
  ['client', '1.1', 'udp', /^(int-|TP.(OSCORE|REG|BS))/, 'DTLS with'],
  ['server', '1.2', 'udp', /./, 'DTLS with'],
  ['bootstrap', '1.1', 'udp', /./, 'DTLS with'],
  ['client', '1.2', 'tcp', /^int-[01]/, 'TLS 1.3 with'],
  ['server', '1.1', 'tcp', /./, 'TLS 1.3 with'],
  ['bootstrap', '1.2', 'tcp', /./, 'TLS 1.3 with'],
])('a sound %s of %s over %s', (chair, lwm2m, transport, some, handshake) => {
  it('gets under OSCORE within DTLS or TLS what it gets under OSCORE alone', async () => {
    const alone = await play(chair, { lwm2m, transport, channel: 'oscore' }, some)
    const both = await play(chair, { lwm2m, transport, channel: 'psk+oscore' }, some)
    expect(runRecord(both).channel).toBe('psk+oscore')
    expect(verdicts(both).map((text) => text.replace('psk+oscore', 'oscore'))).toEqual(verdicts(alone))
    const own = runRecord(both).cases.filter(({ id }) => ofSecured.has(id))
    expect(own.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')).toEqual([])
    expect(verdicts(both).filter((text) => text.includes(' PASS')).length).toBeGreaterThan(0)
    expect(lines(both, 'step', handshake)).toBeGreaterThan(0)
    expect(lines(both, 'message', 'under OSCORE')).toBeGreaterThan(0)
  })
})
