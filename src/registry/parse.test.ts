import { describe, expect, it } from 'vitest'
import { fileXml, itemXml, objectXml } from './definition.fixture.ts'
import { parseObjects } from './parse.ts'

const parse = (xml: string | Uint8Array) => parseObjects(xml, 'a.xml')
const only = (xml: string | Uint8Array) => {
  const { objects } = parse(xml)
  expect(objects).toHaveLength(1)
  return objects[0]!
}

describe('parseObjects', () => {
  it('reads every field', () => {
    const items = [
      {
        id: 1,
        operations: 'RW',
        instances: 'Multiple',
        mandatory: 'Mandatory',
        type: 'Unsigned Integer',
        range: '0..9',
        units: 's',
      },
    ]
    const { resources, ...object } = only(
      fileXml(objectXml({ version: '2.1', instances: 'Multiple', items })),
    )
    expect(object).toEqual({
      id: 10_250,
      name: 'Thing',
      version: '2.1',
      lwm2mVersion: '1.1',
      urn: 'urn:oma:lwm2m:x:10250:2.1',
      multiple: true,
      mandatory: false,
      description: 'A thing.',
    })
    expect([...resources.values()]).toEqual([
      {
        id: 1,
        name: 'Resource 1',
        operations: 'RW',
        multiple: true,
        mandatory: true,
        type: 'unsigned',
        range: '0..9',
        units: 's',
        description: 'A number.',
      },
    ])
  })

  it.each([
    ['String', 'string'],
    ['Integer', 'integer'],
    ['Unsigned Integer', 'unsigned'],
    ['Float', 'float'],
    ['Boolean', 'boolean'],
    ['Opaque', 'opaque'],
    ['Time', 'time'],
    ['Objlnk', 'objlnk'],
    ['Corelnk', 'corelnk'],
    ['', 'none'],
    ['constructor', 'none'],
  ])('reads type "%s" as %s', (written, type) => {
    expect(only(fileXml(objectXml({ items: [{ type: written }] }))).resources.get(0)?.type).toBe(type)
  })

  it('reads empty operations as none', () => {
    expect(only(fileXml(objectXml({ items: [{ operations: '' }] }))).resources.get(0)?.operations).toBe('')
  })

  it('reads a well-formed file without findings', () => {
    expect(parse(fileXml(objectXml())).findings).toEqual([])
  })
})

describe('parseObjects survives', () => {
  it('a byte order mark and no XML declaration', () => {
    const text = `\uFEFF<!-- licence -->\n${fileXml(objectXml()).split('\n').slice(1).join('\n')}`
    expect(only(new TextEncoder().encode(text)).id).toBe(10_250)
  })

  it('absent and empty versions, which mean 1.0', () => {
    const text = fileXml(objectXml({ version: '' })).replace('<LWM2MVersion>1.1</LWM2MVersion>', '')
    expect(only(text)).toMatchObject({ version: '1.0', lwm2mVersion: '1.0' })
  })

  it('an Item outside Resources, and says so with its line', () => {
    const stray = itemXml({ id: 100 })
    const { objects, findings } = parse(
      fileXml(objectXml().replace('</Resources>', `</Resources>\n${stray}`)),
    )
    expect([...(objects[0]?.resources.keys() ?? [])]).toEqual([0, 100])
    expect(findings).toMatchObject([{ code: 'shape-misplaced', object: 10_250, line: 12, severity: 'error' }])
  })

  it('children in another order', () => {
    const text = fileXml(objectXml()).replace(
      /(<Operations>R<\/Operations>)([\s\S]*)(<Type>Integer<\/Type>)/,
      '$3$2$1',
    )
    const { objects, findings } = parse(text)
    expect(objects[0]?.resources.get(0)).toMatchObject({ type: 'integer', operations: 'R' })
    expect(findings).toMatchObject([{ code: 'shape-order', resource: 0 }])
  })

  it('absent Units and RangeEnumeration', () => {
    const text = fileXml(objectXml())
      .replace('<Units></Units>', '')
      .replace('<RangeEnumeration></RangeEnumeration>', '')
    const { objects, findings } = parse(text)
    expect(objects[0]?.resources.get(0)).toMatchObject({ units: '', range: '' })
    expect(findings.map(({ code, text: what }) => [code, what])).toEqual([
      ['shape-missing', '<Item> lacks <RangeEnumeration>'],
      ['shape-missing', '<Item> lacks <Units>'],
    ])
  })

  it('many objects in a file', () => {
    const { objects } = parse(fileXml(objectXml({ id: 1 }), objectXml({ id: 2 }), objectXml({ id: 3 })))
    expect(objects.map(({ id }) => id)).toEqual([1, 2, 3])
  })

  it('a resource defined twice, keeping the first', () => {
    const { objects, findings } = parse(
      fileXml(objectXml({ items: [{ name: 'first' }, { name: 'second' }] })),
    )
    expect(objects[0]?.resources.get(0)?.name).toBe('first')
    expect(findings).toMatchObject([{ code: 'shape-repeated', resource: 0 }])
  })

  it('a type that the schema named by the file does not know', () => {
    const text = fileXml(objectXml({ items: [{ type: 'Corelnk' }] })).replace('LWM2M-v1_1.xsd', 'LWM2M.xsd')
    const { objects, findings } = parse(text)
    expect(objects[0]?.resources.get(0)?.type).toBe('corelnk')
    expect(findings).toMatchObject([{ code: 'shape-undeclared-type', resource: 0 }])
  })

  it('an Item whose ID is no number, leaving it out', () => {
    const { objects, findings } = parse(
      fileXml(objectXml({ items: [{ id: 'x' }, { id: 70_000 }, { id: 5 }] })),
    )
    expect([...(objects[0]?.resources.keys() ?? [])]).toEqual([5])
    expect(findings.map(({ code }) => code)).toEqual(['shape-value', 'shape-value'])
  })

  it('values outside the enumerations', () => {
    const { findings } = parse(
      fileXml(objectXml({ items: [{ operations: 'RE', type: 'Strng', instances: 'Many' }] })),
    )
    expect(findings.map(({ code }) => code)).toEqual(['shape-value', 'shape-value', 'shape-value'])
  })

  it('an object without ObjectType and without resources', () => {
    const text = fileXml(objectXml({ items: [] })).replace(' ObjectType="MODefinition"', '')
    const { objects, findings } = parse(text)
    expect(objects[0]?.resources.size).toBe(0)
    expect(findings.map(({ text: what }) => what)).toEqual([
      '<Object> lacks the attribute ObjectType',
      '<Resources> holds no <Item>',
    ])
  })

  it('elements that have no place', () => {
    const { findings } = parse(
      fileXml(objectXml().replace('<Resources>', '<Resources><Note/>').replace('<Name>', '<Owner/><Name>')),
    )
    expect(findings.map(({ code }) => code)).toEqual(['shape-unexpected', 'shape-unexpected'])
  })
})

describe('parseObjects refuses', () => {
  it.each([
    ['another root', '<DDFList/>', /^a\.xml:1: root element is <DDFList>/],
    ['a file without objects', '<LWM2M/>', /holds no <Object>/],
    ['an object without an id', fileXml(objectXml({ id: '' })), /^a\.xml:3: <Object> has ObjectID ""/],
    ['an object id beyond 16 bits', fileXml(objectXml({ id: 65_536 })), /ObjectID "65536"/],
  ])('%s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message)
  })
})
