import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { ReferenceClient } from '#peers'
import { loadRegistry } from '#registry'
import type { TestCase } from '#testcase'
import { selfTest } from './matrix.ts'
import { matrixText } from './matrix-text.ts'
import type { Mutant } from './mutant.ts'
import { playground } from './playground.ts'
import { judgeClient } from './world.ts'

const registry = loadRegistry()
const cases = await loadCases()
const some = (...ids: string[]): TestCase[] => cases.filter(({ id }) => ids.includes(id))

/** Registers without saying which version it speaks. */
const versionless: Mutant<ReferenceClient> = {
  id: 'versionless',
  title: 'Register without lwm2m=',
  trips: ['int-101 B'],
  inject: (client) => {
    const fields = client.registerFields.bind(client)
    client.registerFields = () => {
      const { lwm2m: _, ...rest } = fields()
      return rest
    }
  },
}

async function complaintsOf(
  judged: readonly TestCase[],
  mutants: readonly Mutant<ReferenceClient>[],
  variants: readonly Mutant<ReferenceClient>[] = [],
  full = false,
): Promise<readonly string[]> {
  const playgrounds = [playground('client', judgeClient, { variants, mutants })]
  return (await selfTest({ registry, cases: judged, playgrounds, full })).complaints
}

// That it has nothing to complain of is shown by the command `selftest`, as README.md has it.
describe('self-test', () => {
  it('complains of a mutant that names nothing', async () => {
    const idle: Mutant<ReferenceClient> = { id: 'idle', title: 'does nothing', trips: [], inject: () => {} }
    expect(await complaintsOf([], [idle])).toEqual([
      'mutant idle trips nothing: name what it breaks, or drop it',
    ])
  })

  it('complains of a mutant that does not trip what it names', async () => {
    const harmless = { ...versionless, id: 'harmless', inject: () => {} }
    const [complaint] = await complaintsOf(some('int-101'), [harmless])
    expect(complaint).toBe('mutant harmless does not trip int-101 B: the case ended PASS')
  })

  it('complains of a mutant that trips more than it names', async () => {
    const modest: Mutant<ReferenceClient> = {
      ...versionless,
      id: 'modest',
      inject: (client) => {
        versionless.inject(client)
        client.listedObjects = () => client.store.objects()
      },
    }
    expect((await complaintsOf(some('int-101'), [modest]))[0]).toMatch(
      /^mutant modest trips int-101 D, which it does not name: /,
    )
  })

  it('complains, of a full run, of a mutant that fails another case', async () => {
    const both: Mutant<ReferenceClient> = {
      id: 'both',
      title: 'is silent on Reads of the manufacturer',
      trips: ['int-201 A', 'int-201 B', 'int-201 C'],
      inject: ({ device }) => {
        const read = device.read.bind(device)
        device.read = (path, accept) =>
          path.join('/') === '3/0/0' || path.join('/') === '3/0' ? { code: '4.04' } : read(path, accept)
      },
    }
    const own = await complaintsOf(some('int-201', 'int-203'), [both])
    expect(own.filter((complaint) => complaint.includes('which it does not name'))).toEqual([])
    const full = await complaintsOf(some('int-201', 'int-203'), [both], [], true)
    expect(full.join('\n')).toContain('mutant both trips int-203 A, which it does not name')
  })

  it('complains of a mutant that leaves another case undecided', async () => {
    const tired: Mutant<ReferenceClient> = {
      ...versionless,
      id: 'tired',
      inject: (client) => {
        versionless.inject(client)
        client.lifetimeChanged = () => client.stop()
      },
    }
    const [independent] = some('int-102').map((testCase) => ({ ...testCase, dependsOn: [] }))
    const complaints = await complaintsOf([...some('int-101'), independent!], [tired], [], true)
    expect(complaints.join('\n')).toMatch(/mutant tired turns int-102 from PASS into (INCONCLUSIVE|FAIL)/)
  })

  it('complains of a criterion that no mutant trips', async () => {
    const complaints = await complaintsOf(some('int-101'), [versionless])
    expect(complaints).toContain(
      'no mutant of the client trips int-101 A (registers by POST /rd with a lifetime): write one',
    )
    expect(complaints.join('\n')).not.toContain('int-101 B')
  })

  it('complains of a sound peer that does not pass', async () => {
    const complaints = await complaintsOf(some('int-101'), [], [{ ...versionless, id: 'supposedly sound' }])
    expect(complaints[0]).toMatch(
      /^the sound client \(supposedly sound, 1\.1\) gets FAIL in int-101: B expected/,
    )
  })

  it('complains of trips that no case judges, and of two mutants with one name', async () => {
    const lost: Mutant<ReferenceClient> = { ...versionless, trips: ['int-101 B', 'int-9999 A'] }
    const complaints = await complaintsOf(some('int-101'), [lost, versionless])
    expect(complaints).toContain(
      'mutant versionless names int-9999 A, which no case judges on a client of 1.1',
    )
    expect(complaints).toContain('two mutants are called versionless: rename one')
  })

  it('does not hold a case against a mutant that depends on one it failed', async () => {
    const complaints = await complaintsOf(some('int-101', 'int-201'), [versionless], [], true)
    expect(complaints.filter((complaint) => complaint.startsWith('mutant'))).toEqual([])
  })

  it('prints a mutant as it found it: ok where it did what it names or may do, FAIL where there is a complaint', async () => {
    const verdictsOf = async (facts: Partial<Mutant<ReferenceClient>>): Promise<readonly string[]> => {
      const mutants = [{ ...versionless, ...facts }]
      const playgrounds = [playground('client', judgeClient, { variants: [], mutants })]
      const result = await selfTest({ registry, cases: some('int-101'), playgrounds })
      return matrixText(result).match(/^ {2}(ok|FAIL) +versionless/gm) ?? []
    }
    expect(await verdictsOf({})).toEqual(['  ok   versionless'])
    expect(await verdictsOf({ trips: ['int-101 D'], mayTrip: ['int-101 B'] })).toEqual(['  FAIL versionless'])
    expect(await verdictsOf({ mayTrip: ['int-101 D'] })).toEqual(['  ok   versionless'])
  })

  it('reports as plain JSON', async () => {
    const playgrounds = [playground('client', judgeClient, { variants: [], mutants: [versionless] })]
    const result = await selfTest({ registry, cases: some('int-101'), playgrounds })
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(result.mutants).toEqual([expect.objectContaining({ id: 'versionless', tripped: ['int-101 B'] })])
  })
})
