import { expect, it } from 'vitest'
import { conductServer, openRun, planOf } from '#conduct'
import { MemoryNetwork } from '#net'
import { ReferenceBootstrapServer } from '#peers'
import { memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import overMqtt from '../../testcases/0xx-bootstrap/019-mqtt.ts'

const registry = loadRegistry({ imported: '' })
const cases = [overMqtt]

/** How int-19 ends for a Bootstrap-Server with this ICS. */
async function ended(items: { readonly MQTT?: boolean }) {
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

it('where MQTT is claimed, what is over MQTT is left open: the tester has none', async () => {
  expect(await ended({ MQTT: true })).toEqual([['INCONCLUSIVE', 'tester has no MQTT']])
})

it.each([{}, { MQTT: false }])('where it is not claimed (%o), it does not apply', async (items) => {
  expect(await ended(items)).toEqual([['NOT APPLICABLE', expect.stringContaining('MQTT')]])
})
