import { describe, expect, it } from 'vitest'
import { checkDefinition, checkRegistry } from './check.ts'
import { fileXml, type ItemFixture, itemXml, type ObjectFixture, objectXml } from './definition.fixture.ts'
import type { Finding } from './finding.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const file = (object: ObjectFixture = {}) => fileXml(objectXml(object))
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code)
const ofObject = (object: ObjectFixture) => codes(checkDefinition(file(object), 'a.xml'))
const ofItem = (...items: ItemFixture[]) => ofObject({ items })
const ofFiles = (files: Record<string, string>) => checkRegistry(temporaryFolder(files))

describe('a single object', () => {
  it('without defects has no findings', () => {
    expect(ofObject({})).toEqual([])
  })

  it.each<[what: string, object: ObjectFixture, expected: string[]]>([
    ['another URN (210)', { urn: 'urn:oma:lwm2m:ext:10250' }, ['210']],
    ['a URN without the version (210)', { version: '1.1', urn: 'urn:oma:lwm2m:x:10250' }, ['210']],
    ['a URN that spells out version 1.0 (210)', { urn: 'urn:oma:lwm2m:x:10250:1.0' }, ['210']],
    ['an id of no class (210)', { id: 1500 }, ['210']],
    ['class ext', { id: 3303, urn: 'urn:oma:lwm2m:ext:3303' }, []],
    ['class oma', { id: 3, urn: 'urn:oma:lwm2m:oma:3' }, []],
    ['a strange enabler version (403)', { lwm2mVersion: 'one' }, ['403']],
    ['an absent enabler version (800)', { lwm2mVersion: '' }, ['800']],
    ['typographic quotes in Description1 (700)', { description: '“A” thing' }, ['700']],
    ['typographic quotes in Description2 (705)', { description2: 'it’s' }, ['705']],
  ])('with %s', (_, object, expected) => {
    expect(ofObject(object)).toEqual(expected)
  })

  it('that cannot be read is one finding with its line (272)', () => {
    expect(checkDefinition('<LWM2M>\n<Object></LWM2M>', 'a.xml')).toMatchObject([
      { code: '272', file: 'a.xml', line: 2 },
    ])
  })
})

describe('a resource', () => {
  it.each<[what: string, item: ItemFixture, expected: string[]]>([
    ['no name (410)', { name: '' }, ['410']],
    ['no type though readable (412)', { type: '' }, ['412']],
    ['a type though executable (413)', { operations: 'E' }, ['413']],
    ['many instances though executable (413)', { operations: 'E', type: '', instances: 'Multiple' }, ['413']],
    ['no type because executable', { operations: 'E', type: '' }, []],
    ['no description (416)', { description: '' }, ['416']],
    ['a unit that is none (417)', { units: 'mg/l' }, ['417']],
    ['a SenML unit', { units: 'Cel' }, []],
    ['a secondary SenML unit', { units: 'km/h' }, []],
    ["OMA's own unit", { units: 'Ws' }, []],
    ['bounds joined by a dash (418)', { range: '0-255' }, ['418']],
    ['bounds joined by "to" (418)', { range: '&lt;7 to &gt;12.5' }, ['418']],
    ['a range below zero', { range: '-140..-44' }, []],
    ['a list', { range: '0..247, 255' }, []],
    ['typographic quotes (420)', { description: 'the “value”' }, ['420']],
    ['a range that begins above its end', { range: '-30..-120' }, ['beyond-empty-range']],
    ['three dots', { range: '1...15' }, []],
    ['a range on a Boolean', { type: 'Boolean', range: '0..1' }, ['beyond-boolean-range']],
    ['words as range of a number', { type: 'Float', range: 'ON;OFF' }, ['beyond-range-type']],
    ['words as range of a string', { type: 'String', range: 'ON;OFF' }, []],
    ['a unit on a String', { type: 'String', units: 'cm' }, ['beyond-unit-type']],
    ['a reference to nothing', { description: 'See resource 30 and resource 30.' }, ['beyond-dangling']],
    ['a reference to itself', { description: 'See Resource 0.' }, []],
  ])('with %s', (_, item, expected) => {
    expect(ofItem(item)).toEqual(expected)
  })

  it('with the name of another', () => {
    const findings = checkDefinition(
      file({
        items: [
          { id: 1, name: 'A' },
          { id: 2, name: 'A' },
        ],
      }),
      'a.xml',
    )
    expect(findings).toMatchObject([
      { code: 'beyond-duplicate-name', resource: 2, line: 11, object: 10_250, version: '1.0' },
    ])
  })
})

describe('a reusable resource', () => {
  const common = `<LWM2M><Object ObjectType="CommonResources"><Resources><Item ID="5700"><Name>Value</Name><Operations>R</Operations>
<Type>Float</Type><RangeEnumeration>0..1</RangeEnumeration><Units>s</Units><Description>The  value.</Description></Item></Resources></Object></LWM2M>`
  const original: ItemFixture = {
    id: 5700,
    name: 'Value',
    type: 'Float',
    range: '0..1',
    units: 's',
    description: 'The\nvalue.',
  }
  const reuse = (item: ItemFixture) =>
    codes(ofFiles({ 'Common.xml': common, '10250.xml': file({ items: [item] }) }))

  it.each<[what: string, item: ItemFixture, expected: string[]]>([
    ['as registered', original, []],
    ['that is not registered (450)', { ...original, id: 5701 }, ['450']],
    ['by another name (460)', { ...original, name: 'Other' }, ['460']],
    ['with other operations (461)', { ...original, operations: 'RW' }, ['461']],
    ['of another type (462)', { ...original, type: 'Integer' }, ['462']],
    ['with another range (463)', { ...original, range: '' }, ['463']],
    ['with another unit (464)', { ...original, units: 'm' }, ['464']],
    ['with another description (465)', { ...original, description: 'Something else.' }, ['465']],
    ['outside the reusable ids', { ...original, id: 2047, name: 'Mine' }, []],
  ])('%s', (_, item, expected) => {
    expect(reuse(item)).toEqual(expected)
  })
})

describe('the history of an object', () => {
  const change = (before: ObjectFixture, after: ObjectFixture, version = '1.1') =>
    ofFiles({ '10250-1_0.xml': file(before), '10250-x.xml': file({ ...after, version }) })
  const changeOfItem = (before: ItemFixture, after: ItemFixture) =>
    codes(change({ items: [before] }, { items: [after] }))

  it.each<[what: string, before: ItemFixture, after: ItemFixture, expected: string[]]>([
    ['another name', { name: 'A' }, { name: 'B' }, ['history-name']],
    ['other operations', {}, { operations: 'RW' }, ['history-operations']],
    ['another multiplicity', {}, { instances: 'Multiple' }, ['history-instances']],
    ['another presence', {}, { mandatory: 'Mandatory' }, ['history-mandatory']],
    ['another type', {}, { type: 'Float' }, ['history-type']],
    ['another range', { range: '0..8' }, { range: '0..32' }, ['history-range']],
    ['another unit', { units: 's' }, {}, ['history-units']],
    [
      'another notation of the range',
      { range: '0..255 bytes', type: 'String' },
      { range: '0..255', type: 'String' },
      [],
    ],
    ['another description', {}, { description: 'Said otherwise.' }, []],
  ])('tells %s', (_, before, after, expected) => {
    expect(changeOfItem(before, after)).toEqual(expected)
  })

  it('tells another multiplicity of the object', () => {
    expect(codes(change({}, { instances: 'Multiple' }))).toEqual(['history-instances'])
  })

  it('tells a new mandatory resource, but not a new optional one', () => {
    const items = [{ id: 0 }, { id: 1, mandatory: 'Mandatory' }, { id: 2 }]
    expect(change({}, { items })).toMatchObject([
      { code: 'history-mandatory', resource: 1, severity: 'info', version: '1.1' },
    ])
  })

  it('tells a mandatory resource that was removed', () => {
    expect(codes(change({ items: [{ id: 0 }, { id: 1, mandatory: 'Mandatory' }] }, {}))).toEqual([
      'history-mandatory',
    ])
  })

  it('is free between major versions', () => {
    expect(change({}, { instances: 'Multiple', items: [{ type: 'Float' }] }, '2.0')).toEqual([])
  })
})

describe('the index', () => {
  interface Entry {
    readonly version?: string
    readonly path?: string
    readonly id?: number
    readonly urn?: string
    readonly name?: string
    readonly description?: string
    readonly owner?: string
    readonly source?: string
  }
  const ddf = (...entries: Entry[]) =>
    `<DDFList>${entries
      .map((entry) => {
        const {
          version = '1.0',
          path = '10250.xml',
          id = 10_250,
          name = 'Thing',
          description = 'A thing.',
        } = entry
        const { owner = 'Us', source = '2' } = entry
        const urn = entry.urn ?? `urn:oma:lwm2m:x:${id}${version === '1.0' ? '' : `:${version}`}`
        return `<Item><ObjectID>${id}</ObjectID><URN>${urn}</URN><Name>${name}</Name><Description>${description}</Description>
<Owner>${owner}</Owner><Source>${source}</Source><Ver>${version}</Ver><DDF>${path}</DDF></Item>`
      })
      .join('\n')}</DDFList>`
  const registry = (entries: readonly Entry[], files: Record<string, string> = {}) => {
    const all = {
      '10250.xml': file(),
      'version_history/10250-1_0.xml': file(),
      'DDF.xml': ddf(...entries),
      ...files,
    }
    return codes(ofFiles(all))
  }
  const second = {
    '10250.xml': file({ version: '1.1' }),
    'version_history/10250-1_1.xml': file({ version: '1.1' }),
  }
  const first = { path: 'version_history/10250-1_0.xml' }

  it('that agrees with the files has no findings', () => {
    expect(registry([{}])).toEqual([])
    expect(registry([first, { version: '1.1' }], second)).toEqual([])
  })

  it.each<[what: string, entry: Entry, expected: string[]]>([
    ['no name (220)', { name: '' }, ['220', '402']],
    ['no description (230)', { description: '' }, ['230', '701']],
    ['no owner (240)', { owner: '' }, ['240']],
    ['no source (250)', { source: '' }, ['250']],
    ['a strange source (251)', { source: '7' }, ['251']],
    ['another URN (401)', { urn: 'urn:x' }, ['401']],
    ['a name with a stray blank (402)', { name: 'Thing ' }, ['402']],
    ['another description (701)', { description: 'Another.' }, ['701']],
    ['a file that does not exist (270)', { path: '10251.xml' }, ['050', '270']],
  ])('with %s', (_, entry, expected) => {
    expect(registry([entry])).toEqual(expected)
  })

  it('with an entry for a mere reservation is content', () => {
    expect(registry([{}, { id: 10_600, path: '', description: '', version: '1.0' }])).toEqual([])
  })

  it('with a strange version (260)', () => {
    expect(registry([{ version: 'x' }])).toContain('260')
  })

  it('with another object id (400)', () => {
    expect(registry([{ id: 10_251, urn: 'urn:oma:lwm2m:x:10250' }])).toContain('400')
  })

  it('with a version twice (200)', () => {
    expect(registry([{}, {}])).toContain('200')
  })

  it('with names and descriptions that differ between versions (201, 202)', () => {
    const files = { ...second, 'version_history/10250-1_0.xml': file({ name: 'Old', description: 'Old.' }) }
    expect(registry([{ ...first, name: 'Old', description: 'Old.' }, { version: '1.1' }], files)).toEqual([
      '201',
      '202',
    ])
  })

  it('without a file for a listed version in version_history (274)', () => {
    expect(registry([first, { version: '1.1' }], { '10250.xml': file({ version: '1.1' }) })).toEqual(['274'])
  })

  it('whose newest version differs from its copy (274)', () => {
    expect(registry([{}], { 'version_history/10250-1_0.xml': file({ items: [{}, { id: 1 }] }) })).toEqual([
      '274',
    ])
  })

  it('that lists the newest inside version_history or an old one outside (274)', () => {
    expect(registry([first])).toEqual(['050', '274'])
  })

  it('with a gap between versions (276)', () => {
    const newest = file({ version: '1.2' })
    const files = { '10250.xml': newest, 'version_history/10250-1_2.xml': newest }
    expect(registry([first, { version: '1.2' }], files)).toEqual(['276'])
  })

  it('that does not list a file (050)', () => {
    const other = file({ id: 10_251 })
    const findings = ofFiles({
      ...{ '10250.xml': file(), 'version_history/10250-1_0.xml': file() },
      'DDF.xml': ddf({}),
      '10251.xml': other,
    })
    expect(findings).toMatchObject([{ code: '050', file: '10251.xml' }])
  })

  it('that cannot be read is one finding (272)', () => {
    expect(ofFiles({ '10250.xml': file(), 'DDF.xml': '<DDFList>' })).toMatchObject([
      { code: '272', file: 'DDF.xml' },
    ])
  })

  it('beside imported files is held against their contents only', () => {
    expect(codes(ofFiles({ '10250-1_0.xml': file(), 'DDF.xml': ddf({ urn: 'urn:x' }) }))).toEqual(['401'])
  })
})

it('a file of a registry that cannot be read hinders no other', () => {
  const stray = objectXml().replace('</Resources>', `</Resources>${itemXml({ id: 9 })}`)
  const findings = ofFiles({ 'a.xml': '<broken', 'b.xml': fileXml(stray) })
  expect(findings).toMatchObject([
    { code: '272', file: 'a.xml' },
    { code: 'shape-misplaced', file: 'b.xml' },
  ])
})

it('nothing to check is an error, not a clean bill', () => {
  expect(() => checkRegistry('/nowhere/at/all')).toThrow('/nowhere/at/all: does not exist')
  expect(() => ofFiles({ 'README.md': 'hello' })).toThrow('holds no object definitions')
})
