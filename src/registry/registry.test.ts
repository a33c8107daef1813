import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boundVersion } from './bound-versions.ts'
import { checkRegistry } from './check.ts'
import { fileXml, objectXml } from './definition.fixture.ts'
import { listObjects, showObject } from './list.ts'
import { importedRegistryFolder, ownRegistryFolder } from './places.ts'
import { loadRegistry } from './registry.ts'
import { temporaryFolder } from './temporary.fixture.ts'

const file = (...parameters: Parameters<typeof objectXml>) => fileXml(objectXml(...parameters))

describe('Registry', () => {
  it('finds a version, and the newest when none is named', () => {
    const folder = temporaryFolder({
      '10250-1_9.xml': file({ version: '1.9' }),
      '10250-1_10.xml': file({ version: '1.10' }),
      '10250-1_0.xml': file(),
    })
    const registry = loadRegistry({ folders: [folder] })
    expect(registry.versions(10_250)).toEqual(['1.0', '1.9', '1.10'])
    expect(registry.get(10_250)?.version).toBe('1.10')
    expect(registry.get(10_250, '1.9')?.version).toBe('1.9')
    expect(registry.get(10_250, '2.0')).toBeUndefined()
    expect(registry.get(10_251)).toBeUndefined()
  })

  it('reads no file that nobody asks for', () => {
    const folder = temporaryFolder({ '10250.xml': file(), '10251.xml': '<broken' })
    const registry = loadRegistry({ folders: [folder] })
    expect(registry.get(10_250)?.id).toBe(10_250)
    expect(registry.ids()).toEqual([10_250, 10_251])
    expect(() => registry.get(10_251)).toThrow(/10251\.xml:1:\d+: not well-formed/)
  })

  it('reads a file once', () => {
    const folder = temporaryFolder({ '10250.xml': file() })
    const registry = loadRegistry({ folders: [folder] })
    const first = registry.get(10_250)
    writeFileSync(join(folder, '10250.xml'), '<broken')
    expect(registry.get(10_250)).toBe(first)
  })

  it('understands the layout of the official registry', () => {
    const folder = temporaryFolder({
      '10250.xml': file({ version: '1.1' }),
      'version_history/10250-1_0.xml': file(),
      'version_history/10250-1_1.xml': file({ version: '1.1' }),
      'DDF.xml': '<DDFList/>',
    })
    const registry = loadRegistry({ folders: [folder] })
    expect(registry.ids()).toEqual([10_250])
    expect(registry.all().map(({ version }) => version)).toEqual(['1.0', '1.1'])
  })

  it('finds objects in files whose name says nothing', () => {
    const folder = temporaryFolder({
      'all.xml': fileXml(objectXml({ id: 10_300 }), objectXml({ id: 10_301 })),
    })
    const registry = loadRegistry({ folders: [folder] })
    expect(registry.ids()).toEqual([10_300, 10_301])
    expect(registry.get(10_301)?.id).toBe(10_301)
  })

  it('takes the earlier folder where both have a version', () => {
    const ours = temporaryFolder({ '10250-1_0.xml': file({ name: 'ours' }) })
    const theirs = temporaryFolder({
      '10250.xml': file({ name: 'theirs' }),
      '10250-1_1.xml': file({ version: '1.1', name: 'theirs' }),
    })
    const registry = loadRegistry({ folders: [ours, theirs] })
    expect(registry.get(10_250, '1.0')?.name).toBe('ours')
    expect(registry.get(10_250, '1.1')?.name).toBe('theirs')
  })

  it('takes a folder that does not exist for an empty one', () => {
    expect(loadRegistry({ folders: ['/nowhere/at/all'] }).ids()).toEqual([])
  })

  it('refuses a file in place of a folder', () => {
    const folder = temporaryFolder({ '10250.xml': file() })
    expect(() => loadRegistry({ folders: [join(folder, '10250.xml')] })).toThrow(
      /10250\.xml: is not a folder/,
    )
  })
})

describe('the definition in force', () => {
  const registry = loadRegistry({ folders: [ownRegistryFolder()] })

  it('is the one the enabler binds', () => {
    expect(registry.inForce(4, '1.0')?.version).toBe('1.0')
    expect(registry.inForce(4, '1.1')?.version).toBe('1.2')
    expect(registry.inForce(5, '1.2')?.version).toBe('1.1')
  })

  it('is the one a device announced', () => {
    expect(registry.inForce(3, '1.0', new Map([[3, '1.1']]))?.version).toBe('1.1')
  })

  it('is 1.0 for objects no enabler binds', () => {
    expect(registry.inForce(3442, '1.1')?.version).toBe('1.0')
  })

  it('is the newest when the announced one is unknown', () => {
    expect(registry.inForce(3, '1.2', new Map([[3, '1.7']]))?.version).toBe('1.2')
  })

  it('gives the shape of resources', () => {
    const shape = registry.shapeOf('1.1', new Map([[21, '2.0']]))
    expect(shape(3, 6)).toMatchObject({ type: 'integer', multiple: true })
    expect(shape(3, 0)).toMatchObject({ type: 'string', multiple: false })
    expect(shape(21, 0)).toMatchObject({ type: 'opaque' })
    expect(registry.shapeOf('1.1')(21, 0)).toMatchObject({ type: 'string' })
    expect(registry.shapeOf('1.0')(1, 23)).toBeUndefined()
    expect(shape(3, 999)).toBeUndefined()
    expect(shape(9999, 0)).toBeUndefined()
  })
})

describe('our own definitions', () => {
  const folder = ownRegistryFolder()
  const registry = loadRegistry({ folders: [folder] })

  it('have no finding but the history they describe', () => {
    expect(checkRegistry(folder).filter(({ code }) => !code.startsWith('history-'))).toEqual([])
  })

  it('lie in files named after what they hold', () => {
    const expected = registry.all().map(({ id, version }) => `${id}-${version.replace('.', '_')}.xml`)
    expect(readdirSync(folder).sort()).toEqual(expected.sort())
  })

  it('cover every version of objects 0 to 7 and 21 that an enabler binds', () => {
    for (const enabler of ['1.0', '1.1', '1.2'] as const) {
      for (const id of [0, 1, 2, 3, 4, 5, 6, 7, 21]) {
        const version = boundVersion(id, enabler)
        if (version !== undefined) expect(registry.get(id, version), `${id} ${version}`).toBeDefined()
      }
    }
  })

  it('name the objects outside the Core that cases need', () => {
    expect(registry.ids()).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 19, 20, 21],
      ...[504, 505, 507, 508, 3441, 3442, 3443],
    ])
  })
})

describe('listing', () => {
  const folder = () =>
    temporaryFolder({
      '10250-1_0.xml': file({ name: 'old' }),
      '10250-1_1.xml': file({ version: '1.1', name: 'new', items: [{ id: 2 }, { id: 1 }] }),
    })

  it('gives one line an object, by its newest version', () => {
    expect(listObjects(loadRegistry({ folders: [folder()] }))).toEqual([
      { id: 10_250, name: 'new', urn: 'urn:oma:lwm2m:x:10250:1.1', versions: ['1.0', '1.1'], resources: 2 },
    ])
  })

  it('shows one object with its resources by id', () => {
    const registry = loadRegistry({ folders: [folder()] })
    expect(showObject(registry, 10_250)).toMatchObject({ version: '1.1', resources: [{ id: 1 }, { id: 2 }] })
    expect(showObject(registry, 10_250, '1.0')).toMatchObject({ name: 'old', versions: ['1.0', '1.1'] })
    expect(showObject(registry, 1)).toBeUndefined()
  })
})

describe('the folder of imports', () => {
  it.each([
    ['the variable of this tool', { LWM2M_CONFORMANCE_REGISTRY: '/a', XDG_DATA_HOME: '/b' }, '/a'],
    ['the data folder of the user', { XDG_DATA_HOME: '/b' }, join('/b', 'lwm2m-conformance', 'registry')],
  ])('follows %s', (_, environment, expected) => {
    expect(importedRegistryFolder(environment)).toBe(expected)
  })

  it('is in the home folder otherwise', () => {
    expect(importedRegistryFolder({})).toMatch(/\.local.share.lwm2m-conformance.registry$/)
  })
})
