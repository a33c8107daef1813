import { describe, expect, it } from 'vitest'
import { contentFormats } from '#content'
import { deviceFixture, linkTexts } from './device.fixture.ts'

describe('Discover (Core 1.1.1 §6.3.2)', () => {
  it('of an object lists instances, resources, executables and dimensions', () => {
    const links = deviceFixture().discovered('/3')
    expect(links.slice(0, 2)).toEqual(['/3', '/3/0'])
    expect(links).toEqual(
      expect.arrayContaining(['/3/0/0', '/3/0/4', '/3/0/7;dim=2', '/3/0/11;dim=1', '/3/0/16']),
    )
    expect(links).not.toContain('/3/0/7/0')
  })

  it('of an object without instances lists the object alone', () => {
    const { store, discovered } = deviceFixture()
    store.remove([16, 0])
    expect(discovered('/16')).toEqual(['/16'])
  })

  it('of an instance shows what it inherits, its resources what is theirs (ETS int-260)', () => {
    const { device, discovered } = deviceFixture()
    device.attributes.apply([3], { pmin: 10, pmax: 200 })
    device.attributes.apply([3, 0, 7], { lt: 1, gt: 6, st: 1 })
    const links = discovered('/3/0')
    expect(links[0]).toBe('/3/0;pmin=10;pmax=200')
    expect(links).toContain('/3/0/7;dim=2;gt=6;lt=1;st=1')
    expect(links).toContain('/3/0/16')
    expect(links).not.toContain('/3')
  })

  it('of a resource shows all it inherits, its instances what is theirs (ETS int-261)', () => {
    const { device, discovered } = deviceFixture()
    device.attributes.apply([3], { pmin: 10, pmax: 200 })
    device.attributes.apply([3, 0], { pmax: 320 })
    device.attributes.apply([3, 0, 11, 0], { pmax: 100, epmin: 1, epmax: 20 })
    expect(discovered('/3/0/11')).toEqual([
      '/3/0/11;dim=1;pmin=10;pmax=320',
      '/3/0/11/0;pmax=100;epmin=1;epmax=20',
    ])
  })

  it('writes numbers without quotes (RFC 6690 §2)', () => {
    const { device, get } = deviceFixture()
    device.attributes.apply([3, 0, 11], { pmin: 10 })
    const { payload } = get('/3/0/11', { accept: 40 })
    expect(new TextDecoder().decode(payload)).toBe('</3/0/11>;dim=1;pmin=10,</3/0/11/0>')
  })

  it('of a resource lists no instances in 1.0', () => {
    expect(deviceFixture('1.0').discovered('/3/0/7')).toEqual(['/3/0/7;dim=2'])
  })

  it.each([
    ['/4', '4.04'],
    ['/3/0/9', '4.04'],
    ['/3/0/11/0', '4.05'],
    ['/0', '4.01'],
  ])('of %s is answered %s', (path, code) => {
    expect(deviceFixture().get(path, { accept: 40 }).code).toBe(code)
  })

  it('states the version that the enabler does not imply', () => {
    const { device } = deviceFixture()
    expect(device.discovery.versionAttribute(3)).toEqual([])
    expect(device.discovery.versionAttribute(16)).toEqual([])
    const { store } = deviceFixture()
    const definitionOf = (object: number) => {
      const definition = store.definitionOf(object)
      return definition === undefined ? undefined : { ...definition, version: '2.0' }
    }
    Object.assign(device.store, { definitionOf })
    expect(device.discovery.versionAttribute(3)).toEqual([{ name: 'ver', value: '2.0', quoted: false }])
  })
})

describe('Discover with a depth (Core 1.2 §6.3.2)', () => {
  const targets = (path: string, depth: number, lwm2m: '1.1' | '1.2' = '1.2'): string[] => {
    const fixture = deviceFixture(lwm2m)
    return linkTexts(fixture.get(path, { accept: contentFormats.link, query: [`depth=${depth}`] })).map(
      (link) => link.split(';')[0]!,
    )
  }

  it('0 lists what it is asked for alone', () => {
    expect(targets('/16', 0)).toEqual(['/16'])
    expect(targets('/3/0/7', 0)).toEqual(['/3/0/7'])
  })

  it('1 to 3 list so many levels below it', () => {
    expect(targets('/16', 1)).toEqual(['/16', '/16/0'])
    expect(targets('/16', 2)).toEqual(['/16', '/16/0', '/16/0/0', '/16/0/1'])
    expect(targets('/16', 3)).toEqual(['/16', '/16/0', '/16/0/0', '/16/0/0/0', '/16/0/0/1', '/16/0/1'])
    expect(targets('/3/0/7', 3)).toEqual(['/3/0/7', '/3/0/7/0', '/3/0/7/1'])
  })

  it('is ignored before 1.2', () => {
    expect(targets('/16', 0, '1.1')).toEqual(['/16', '/16/0', '/16/0/0', '/16/0/1'])
  })
})
