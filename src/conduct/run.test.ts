import { expect, it } from 'vitest'
import { emptyIcs } from '#ics'
import { MemoryNetwork, seededRandom } from '#net'
import { memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import { openRun } from './run.ts'

it('a record does not tell the keys of an eUICC and its eIM', () => {
  const network = new MemoryNetwork({ random: seededRandom(1) })
  const journal = memoryJournal(() => network.clock.now())
  const eid = '89049032123451234512345678901235'
  const euicc = { privateKey: 'secretA', certificate: 'MA==', eumCertificate: 'MA==' }
  openRun(
    {
      ...{ iut: ['server'], lwm2m: '1.1', profile: 'custom', timing: 'normal', seed: '1' },
      ...{ strict: false, allow: [] },
    },
    {
      ...{ network, journal, registry: loadRegistry({ imported: '' }), cases: [], errataOf: () => [] },
      ...{ ics: emptyIcs, ixit: { values: {}, esim: { eid, privateKey: 'secretB', euicc } } },
    },
    {
      ...{ run: 'r', tool: { name: 't', version: '0', node: '' }, iut: {}, transport: 'udp' },
      ...{ notCertifiable: [], notScored: [], options: {}, channel: 'nosec' },
      digests: { profile: null, ics: null, ixit: null, registry: null },
    },
  )
  const told = JSON.stringify(journal.events)
  expect(told).toContain(eid)
  expect(told).not.toMatch(/secret[AB]/)
})
