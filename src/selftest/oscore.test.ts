import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { type CaseRecord, type JournalEvent, runRecord } from '#record'
import { loadRegistry } from '#registry'
import { judgeClient, judgeServer, type WorldOptions } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
/** What is kept from an endpoint, octet by octet, cannot be read there under OSCORE. */
const unreadable = ['TP/COAP/MSG/BI-07', 'TP/COAP/MSG/BV-09', 'TP/COAP/MSG/BV-10', 'TP/COAP/MSG/BV-11']
/** A bootstrap gives the Client an account without OSCORE. */
const protectedCases = cases.filter(({ id, impact }) => impact !== 'bootstrap' && !unreadable.includes(id))
const judges = { client: judgeClient, server: judgeServer } as const
type Chair = keyof typeof judges

function play(chair: Chair, options: Partial<WorldOptions>): Promise<readonly JournalEvent[]> {
  const lwm2m = options.lwm2m ?? '1.1'
  const some = protectedCases.filter(({ editions }) => editions.includes(lwm2m))
  return judges[chair]({ registry, lwm2m, seed: 'oscore', ...options, cases: some })
}

const told = ({ id, verdict, reason }: CaseRecord): string => `${id} ${verdict} ${reason}`.trimEnd()

/** Lines of the messages that a text occurs in. */
const lines = (events: readonly JournalEvent[], part: string): string[] =>
  events.flatMap((event) => (event.event === 'message' && event.text.includes(part) ? [event.text] : []))

describe.each<[Chair, '1.1' | '1.2']>([
  ['client', '1.1'],
  ['server', '1.2'],
])('a sound %s of %s', (chair, lwm2m) => {
  it('gets over OSCORE what it gets in the clear, and says everything under it that is a message', async () => {
    const over = {
      oscore: await play(chair, { lwm2m, channel: 'oscore' }),
      nosec: await play(chair, { lwm2m }),
    }
    expect(runRecord(over.oscore).cases.map(told)).toEqual(runRecord(over.nosec).cases.map(told))
    const requests = over.oscore.flatMap((event) =>
      event.event === 'message' && /^(CON|NON) 0\.0[1-7] /.test(event.text) ? [event.text] : [],
    )
    expect(requests.length).toBeGreaterThan(100)
    expect(requests.filter((text) => !text.endsWith(' under OSCORE'))).toEqual([])
    expect(lines(over.oscore, 'Unauthorized Echo:').length).toBeGreaterThan(0)
    expect(lines(over.nosec, 'OSCORE')).toEqual([])
  })
})
