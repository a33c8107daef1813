import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { ReferenceBootstrapServer } from '#peers'
import { type RunRecord, runRecord } from '#record'
import { loadRegistry, ownRegistryFolder } from '#registry'
import { bootstrapMutants } from './mutants/bootstrap/index.ts'
import { serverMutants } from './mutants/server/index.ts'
import { judgePlatform } from './world.ts'

const lwm2m = '1.1'
const registry = loadRegistry({ folders: [ownRegistryFolder()] })
const cases = (await loadCases()).filter(
  ({ judges, editions }) =>
    editions.includes(lwm2m) && (judges.includes('server') || judges.includes('bootstrap')),
)

async function judged(faults: Parameters<typeof judgePlatform>[1], only = cases): Promise<RunRecord> {
  return runRecord(await judgePlatform({ registry, cases: only, lwm2m, seed: '1' }, faults))
}

const failures = ({ cases: found }: RunRecord): string[] =>
  found.flatMap(({ id, criteria }) =>
    criteria
      .filter(({ verdict }) => verdict === 'FAIL')
      .map(({ letter, judged: chair }) => `${id} ${letter} ${chair}`),
  )

describe('a platform that is Bootstrap-Server and Server', () => {
  it('is judged in both chairs at once, in one run', async () => {
    const record = await judged({})
    expect(record.seating).toEqual({ iut: ['server', 'bootstrap'], tester: ['client'] })
    const others = record.cases.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')
    expect(others.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)).toEqual([])
    expect(new Set(record.cases.map(({ chair }) => chair))).toEqual(new Set(['server', 'bootstrap']))
    expect(record.cases.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['int-0', 'int-4', 'int-101', 'int-301']),
    )
  })

  it.each([
    ['psk', 'udp'],
    ['x509', 'udp'],
    ['oscore', 'udp'],
    ['psk+oscore', 'udp'],
    ['x509', 'tcp'],
  ] as const)('is judged over %s and %s in both chairs', async (channel, transport) => {
    const few = cases.filter(({ id }) => /^(int-[0-4]|TP.SEC|TP.BS)/.test(id))
    const options = { registry, cases: few, lwm2m, seed: '1', channel, transport } as const
    const record = runRecord(await judgePlatform(options))
    const others = record.cases.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')
    expect(others.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)).toEqual([])
    expect(record.channel).toBe(channel)
    for (const chair of ['server', 'bootstrap'])
      expect(
        record.cases.filter((found) => found.chair === chair && found.verdict === 'PASS').length,
      ).toBeGreaterThan(3)
  })

  it('fails in the chair that is broken, and only there', async () => {
    const late = serverMutants.find(({ trips }) => trips.includes('int-101 E'))!
    const mute = bootstrapMutants.find(({ trips }) => trips.includes('int-0 B'))!
    const few = cases.filter(({ id }) => ['int-0', 'int-101'].includes(id))
    expect(failures(await judged({ server: late.inject }, few))).toEqual(['int-101 E server'])
    expect(failures(await judged({ bootstrap: mute.inject }, few))).toEqual(['int-0 B bootstrap'])
  })

  it('does not take an answering Server for a sign of life of its Bootstrap-Server', async () => {
    const dies = (bootstrap: ReferenceBootstrapServer): void => {
      bootstrap.answer = () => void bootstrap.coap.close()
    }
    const few = cases.filter(({ id }) => ['int-0', 'int-101'].includes(id))
    const record = await judged({ bootstrap: dies }, few)
    expect(record.cases.map(({ id, verdict, reason }) => [id, verdict, reason.split(':')[0]])).toEqual([
      ['int-101', 'PASS', ''],
      ['int-0', 'INCONCLUSIVE', 'link'],
    ])
  })
})
