import { describe, expect, it } from 'vitest'
import { conductServer, openRun, planOf } from '#conduct'
import type { IcsItem } from '#ics'
import { MemoryNetwork } from '#net'
import { ReferenceBootstrapServer } from '#peers'
import { memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import type { TestCase } from '#testcase'
import byEst from '../../testcases/0xx-bootstrap/010-est.ts'
import overMqtt from '../../testcases/0xx-bootstrap/019-mqtt.ts'

const registry = loadRegistry({ imported: '' })

/** How a case ends for a Bootstrap-Server with this ICS. */
async function ended(testCase: TestCase, items: { readonly [item in IcsItem]?: boolean }) {
  const cases = [testCase]
  const network = new MemoryNetwork()
  const journal = memoryJournal(() => network.clock.now())
  const target = { host: '192.0.2.1', port: 5683 }
  const server = new ReferenceBootstrapServer({ network, registry, lwm2m: '1.2', local: target })
  await server.start()
  const run = openRun(
    {
      ...{ iut: ['bootstrap'], lwm2m: '1.2', profile: 'custom', timing: 'normal', seed: '1' },
      ...{ strict: false, allow: [] },
    },
    { network, journal, registry, cases, errataOf: () => [], ics: { items }, ixit: { values: {} } },
    {
      ...{ run: 'r', tool: { name: 't', version: '0', node: '' }, iut: {}, transport: 'udp' },
      ...{ channel: 'nosec', notCertifiable: [], notScored: [], options: {} },
      digests: { profile: null, ics: null, ixit: null, registry: null },
    },
  )
  await conductServer(run, planOf(cases, ['bootstrap']), {
    ...{ iut: ['bootstrap'], target: { bootstrap: target }, listen: { host: '192.0.2.2' } },
    endpoint: 'ours',
  })
  await server.stop()
  return journal.events.flatMap((event) =>
    event.event === 'case-ended' ? [[event.verdict, event.reason]] : [],
  )
}

describe.each([
  ['MQTT', overMqtt],
  ['EST', byEst],
] as const)('what needs %s', (item, testCase) => {
  it('is left open where it is claimed: the tester has none', async () => {
    expect(await ended(testCase, { [item]: true })).toEqual([['INCONCLUSIVE', `tester has no ${item}`]])
  })

  it.each([{}, { [item]: false }])('does not apply where it is not claimed (%o)', async (items) => {
    expect(await ended(testCase, items)).toEqual([['NOT APPLICABLE', expect.stringContaining(item)]])
  })
})
