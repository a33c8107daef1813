import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { checkRegistry } from './check.ts'
import type { Finding } from './finding.ts'
import { groupBy } from './group.ts'
import { importRegistry } from './import.ts'
import { loadRegistry } from './registry.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const folder = process.env.LWM2M_OMA_REGISTRY ?? join(packageRoot(), '..', 'shared', 'oma-registry')
const present = existsSync(join(folder, 'DDF.xml'))
if (!present) {
  console.warn(
    `OMA's registry is not at ${folder}: its tests are skipped; set LWM2M_OMA_REGISTRY to a copy of 2026-06-10`,
  )
}

/** Names that OMA printed wrongly and mended in the next version, as ours has them. */
const misprinted = new Map([
  ['12:1.0/41', 'Multicast Packets Sent'],
  ['12:1.0/44', 'Broadcast Packets Received'],
])

/** Figures are those of OMA's registry at commit 969eb8d (2026-06-10). */
describe.skipIf(!present)("OMA's registry", () => {
  let findings: readonly Finding[] = []
  beforeAll(() => {
    findings = checkRegistry(folder)
  })

  const of = (code: string) => findings.filter((finding) => finding.code === code)
  const inRoot = (code: string) => of(code).filter(({ file }) => !file.startsWith('version_history/'))
  const inHistory = (code: string) => of(code).filter(({ file }) => file.startsWith('version_history/'))
  const places = (found: readonly Finding[]) =>
    found.map(({ object, resource }) => (resource === undefined ? `${object}` : `${object}/${resource}`))

  it('loads whole: 389 objects in 506 versions', () => {
    const registry = loadRegistry({ folders: [folder] })
    expect(registry.ids()).toHaveLength(389)
    expect(registry.all()).toHaveLength(506)
  })

  it('imports whole and is the same afterwards', () => {
    const target = temporaryFolder()
    const { imported, skipped } = importRegistry(folder, target)
    expect(imported).toHaveLength(506)
    expect(skipped).toEqual([])
    expect(loadRegistry({ folders: [target] }).all()).toEqual(loadRegistry({ folders: [folder] }).all())
  })

  it('loses no resource of 3457, whose last four stand outside Resources', () => {
    const resources = loadRegistry({ folders: [folder] }).get(3457)?.resources
    expect([...(resources?.keys() ?? [])].slice(-4)).toEqual([100, 101, 102, 103])
    expect(inRoot('shape-misplaced')).toHaveLength(4)
  })

  it('departs from the declared schema in 9 newest files and from the later schema in 6', () => {
    const shape = findings.filter(({ code, file }) => code.startsWith('shape-') && !file.includes('/'))
    const files = (found: readonly Finding[]) => [...new Set(found.map(({ file }) => file))].sort()
    expect(files(shape)).toEqual(
      ['10494', '10495', '10496', '3431', '3457', '3600', '3601', '3602', '511'].map((id) => `${id}.xml`),
    )
    expect(files(shape.filter(({ code }) => code !== 'shape-undeclared-type'))).toEqual(
      ['10494', '10495', '10496', '3431', '3457', '511'].map((id) => `${id}.xml`),
    )
  })

  it.each<[code: string, root: string[]]>([
    ['201', ['10260']],
    ['202', ['20', '25', '3201', '3328', '3336', '3338', '3380', '10260']],
    ['210', ['10254', '10523', '10524']],
    ['402', ['10249', '10281']],
    ['412', ['10482/5']],
    ['413', []],
    ['417', ['3426/9', '3426/10', '3426/12', '3426/13', '3426/14']],
    ['418', ['10308/7']],
    ['705', ['11']],
    ['beyond-empty-range', ['10309/4']],
    ['beyond-range-type', ['3418/22']],
    ['beyond-boolean-range', ['10511/6', '3387/802']],
    ['beyond-unit-type', ['10331/5', '3396/908', '3435/15']],
  ])('in its newest files has, by code %s, exactly %j', (code, expected) => {
    expect(places(inRoot(code))).toEqual(expected)
  })

  it.each<[code: string, count: number]>([
    ['420', 28],
    ['beyond-duplicate-name', 7],
    ['701', 0],
  ])('in its newest files has, by code %s, %i findings', (code, count) => {
    expect(inRoot(code)).toHaveLength(count)
  })

  it.each<[code: string, history: string[]]>([
    ['413', ['10260/3', '15/6']],
    ['462', ['3380/6038']],
    ['465', ['20/4015', '20/4015', '20/4015']],
  ])('in its older files has, by code %s, exactly %j', (code, expected) => {
    expect(places(inHistory(code))).toEqual(expected)
  })

  it('has a description other than in DDF.xml in five older files', () => {
    expect(inHistory('701')).toHaveLength(5)
  })

  it('uses the unit KB in version 1.0 of object 3', () => {
    expect(inHistory('417')).toContainEqual(
      expect.objectContaining({ object: 3, version: '1.0', resource: 10 }),
    )
  })

  it.each(['050', '200', '270', '272', '274', '276', '400', '401', '450', '460', '461', '463', '464'])(
    'has no finding by code %s',
    (code) => {
      expect(of(code)).toEqual([])
    },
  )

  it('speaks in 504/19 and 504/20 of a resource that does not exist', () => {
    expect(places(of('beyond-dangling')).filter((place) => place.startsWith('504/'))).toEqual([
      '504/19',
      '504/20',
    ])
  })

  it('broke the versioning rule, which is reported as information only', () => {
    const history = findings.filter(({ code }) => code.startsWith('history-'))
    expect(new Set(history.map(({ severity }) => severity))).toEqual(new Set(['info']))
    expect(places(of('history-operations'))).toEqual([13, 14, 15, 16, 17, 18, 19, 20].map((id) => `1/${id}`))
    expect(of('history-units')).toHaveLength(11)
    expect(new Set(of('history-units').map(({ object }) => object))).toEqual(new Set([0, 1, 3, 4]))
    expect(of('history-name')).toHaveLength(8)
    expect(places(of('history-name'))).toContain('12/41')
    expect(of('history-range')).toHaveLength(18)
    expect(places(of('history-range'))).toEqual(expect.arrayContaining(['2/2', '3/11', '5/5']))
  })

  it('agrees with our own definitions on everything a device can show', () => {
    const ours = loadRegistry({ folders: [join(packageRoot(), 'objects-registry')] })
    const theirs = loadRegistry({ folders: [folder] })
    for (const [mine] of groupBy(ours.all(), ({ id }) => id)) {
      if (mine === undefined) continue
      for (const version of ours.versions(mine.id)) {
        const plain = (registry: typeof ours) => {
          const { description: _, resources, ...object } = registry.get(mine.id, version)!
          const facts = [...resources.values()].map(
            ({ description: __, range: ___, units: ____, ...rest }) => ({
              ...rest,
              name: misprinted.get(`${mine.id}:${version}/${rest.id}`) ?? rest.name,
            }),
          )
          return { ...object, facts }
        }
        expect(plain(ours)).toEqual(plain(theirs))
      }
    }
  })
})
