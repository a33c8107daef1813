import { describe, expect, it } from 'vitest'
import { contentFormats } from '#content'
import type { EnablerVersion } from '#registry'
import { BootstrapDevice } from './bootstrap-device.ts'
import { deviceFixture, integer, linkTexts, requestTo, text, tlv, truth } from './device.fixture.ts'
import type { OperationRequest } from './operation.ts'

function bootstrapFixture(lwm2m?: EnablerVersion) {
  const { device, store } = deviceFixture(lwm2m)
  const bootstrap = new BootstrapDevice(device)
  const ask = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, fields?: Partial<OperationRequest>) =>
    bootstrap.answer({ method, ...requestTo(path), ...fields })
  const discover = (path: string): string[] =>
    linkTexts(ask('GET', path, { accept: contentFormats.link }).response)
  return { store, bootstrap, ask, discover }
}

describe('Bootstrap-Discover (Core 1.1.1 §6.1.7.3)', () => {
  it('lists everything, Security too, and marks whose account is whose', () => {
    const links = bootstrapFixture().discover('/')
    expect(links[0]).toBe('/;lwm2m=1.1')
    expect(links).toEqual(
      expect.arrayContaining(['/0/0;ssid=1;uri=coap://192.0.2.1', '/0/1', '/1/0;ssid=1', '/3/0', '/21/0']),
    )
  })

  it('states the enabler without a link in 1.0, and no URI', () => {
    const links = bootstrapFixture('1.0').discover('/')
    expect(links[0]).toBe(';lwm2m=1.0')
    expect(links).toContain('/0/0;ssid=1')
  })

  it('lists one object', () => {
    expect(bootstrapFixture().discover('/1')).toEqual(['/;lwm2m=1.1', '/1/0;ssid=1'])
  })

  it.each([
    ['/4', '4.04'],
    ['/3/0', '4.00'],
  ])('of %s is answered %s', (path, code) => {
    expect(bootstrapFixture().ask('GET', path, { accept: contentFormats.link }).response.code).toBe(code)
  })
})

describe('Bootstrap-Read', () => {
  it.each([
    ['/1', '2.05'],
    ['/1/0', '2.05'],
    ['/1/9', '4.04'],
    ['/3', '4.05'],
    ['/0', '4.05'],
    ['/1/0/1', '4.05'],
  ])('of %s is answered %s', (path, code) => {
    expect(bootstrapFixture().ask('GET', path, { accept: contentFormats.tlv }).response.code).toBe(code)
  })

  it('does not exist in 1.0', () => {
    expect(bootstrapFixture('1.0').ask('GET', '/1').response.code).toBe('4.05')
  })
})

describe('Bootstrap-Write (Core 1.1.1 §6.1.7.5)', () => {
  it('makes an instance what the payload says, read-only resources too', () => {
    const { ask, store } = bootstrapFixture()
    expect(ask('PUT', '/1/0', tlv('c10007 c1013c c10600 c10755')).response.code).toBe('2.04')
    expect(store.resources([1, 0])).toEqual([0, 1, 6, 7])
    expect(store.value([1, 0, 0])).toEqual(integer(7))
  })

  it('makes the instance it names, not another', () => {
    const { ask, store } = bootstrapFixture()
    expect(ask('PUT', '/1/5', tlv('c10007')).response.code).toBe('2.04')
    expect(store.instances(1)).toEqual([0, 5])
  })

  it('makes all instances that an object-level payload names', () => {
    const { ask, store } = bootstrapFixture()
    expect(ask('PUT', '/1', tlv('0303 c10007 0304 c10008')).response.code).toBe('2.04')
    expect(store.instances(1)).toEqual([0, 3, 4])
  })

  it('writes one resource, and makes its instance', () => {
    const { ask, store } = bootstrapFixture()
    store.remove([1])
    expect(ask('PUT', '/1/0/5', tlv('c2050e10')).response.code).toBe('2.04')
    expect(store.resources([1, 0])).toEqual([5])
  })

  it('leaves out resources that no definition knows', () => {
    const { ask, store } = bootstrapFixture()
    expect(ask('PUT', '/1/5', tlv('c10007 c1c801')).response.code).toBe('2.04')
    expect(store.resources([1, 5])).toEqual([0])
  })

  it.each([
    ['of the wrong type', '/1/0', tlv('c301010203'), '4.00'],
    ['out of range', '/1/0', tlv('c10000'), '4.00'],
    ['to an object the device does not have', '/4/0', tlv('c10000'), '4.00'],
    ['in a format it does not have', '/1/0', { contentFormat: contentFormats.json }, '4.15'],
  ] as const)('%s is refused and changes nothing', (_, path, fields, code) => {
    const { ask, store } = bootstrapFixture()
    const before = store.nodes([])
    expect(ask('PUT', path, fields).response.code).toBe(code)
    expect(store.nodes([])).toEqual(before)
  })
})

describe('Bootstrap-Delete (Core 1.1.1 §6.1.7.6)', () => {
  it('of everything spares the own account with its keys and the Device', () => {
    const { ask, store } = bootstrapFixture()
    store.set([0, 1, 17], { type: 'objlnk', value: { object: 21, instance: 0 } })
    expect(ask('DELETE', '/').response.code).toBe('2.02')
    const left = store.objects().flatMap((object) => store.instances(object).map((id) => `/${object}/${id}`))
    expect(left).toEqual(['/0/1', '/3/0', '/21/0'])
  })

  it('of an object takes its instances only', () => {
    const { ask, store } = bootstrapFixture()
    expect(ask('DELETE', '/1').response.code).toBe('2.02')
    expect([store.instances(1), store.instances(16)]).toEqual([[], [0]])
  })

  it.each([
    ['/0/1', '4.00'],
    ['/3/0', '4.00'],
    ['/1/0/1', '4.00'],
  ])('of %s is refused', (path, code) => {
    const { ask, store } = bootstrapFixture()
    const before = store.nodes([])
    expect(ask('DELETE', path).response.code).toBe(code)
    expect(store.nodes([])).toEqual(before)
  })
})

describe('Bootstrap-Finish (Core 1.1.1 §6.1.7.2)', () => {
  it('is agreed to when an account is whole', () => {
    expect(bootstrapFixture().ask('POST', '/bs')).toEqual({ response: { code: '2.04' }, finished: true })
  })

  it.each([
    ['no Server instance', [1, 0]],
    ['no lifetime', [1, 0, 1]],
    ['no binding', [1, 0, 7]],
    ['no Security instance', [0, 0]],
    ['no Short Server ID', [0, 0, 10]],
    ['no URI', [0, 0, 0]],
  ])('is refused with %s (ETS int-9)', (_, path) => {
    const { ask, store } = bootstrapFixture()
    store.remove(path)
    expect(ask('POST', '/bs')).toEqual({ response: { code: '4.06' }, finished: false })
  })

  it('is refused when the halves do not match', () => {
    const { ask, store } = bootstrapFixture()
    store.set([0, 0, 10], integer(2))
    expect(ask('POST', '/bs').response.code).toBe('4.06')
  })
})

it('other methods and paths are refused', () => {
  const { ask } = bootstrapFixture()
  expect(ask('POST', '/1/0/8').response.code).toBe('4.05')
  expect(ask('PUT', '/rd').response.code).toBe('4.04')
})

describe('A Bootstrap-Pack (Core 1.2.1 §6.1.7.7)', () => {
  const server = (id: number) => [
    { path: [1, 4, 0], value: integer(id) },
    { path: [1, 4, 1], value: integer(60) },
    { path: [1, 4, 6], value: truth(false) },
    { path: [1, 4, 7], value: text('U') },
  ]

  it('replaces the objects that it holds, and no others', () => {
    const { bootstrap, store } = bootstrapFixture('1.2')
    expect(bootstrap.takePack(server(1))).toBe(true)
    expect(store.instances(1)).toEqual([4])
    expect(store.instances(0)).toEqual([0, 1])
    expect(store.instances(16)).toEqual([0])
  })

  it('leaves the account of the Bootstrap-Server and the Device', () => {
    const { bootstrap, store } = bootstrapFixture('1.2')
    const security = [
      { path: [0, 5, 0], value: text('coap://192.0.2.9') },
      { path: [0, 5, 1], value: truth(false) },
      { path: [0, 5, 10], value: integer(1) },
    ]
    expect(bootstrap.takePack([...security, { path: [3, 0, 0], value: text('x') }])).toBe(true)
    expect(store.instances(0)).toEqual([1, 5])
    expect(store.value([3, 0, 16])).toEqual(text('U'))
  })

  it('leaves out resources and objects that the device does not know', () => {
    const { bootstrap, store } = bootstrapFixture('1.2')
    const unknown = [
      { path: [1, 4, 30000], value: integer(1) },
      { path: [42799, 0, 0], value: integer(1) },
    ]
    expect(bootstrap.takePack([...server(1), ...unknown])).toBe(true)
    expect(store.objects()).not.toContain(42799)
    expect(store.value([1, 4, 30000])).toBeUndefined()
  })

  it('changes nothing when it does not fit together', () => {
    const { bootstrap, store } = bootstrapFixture('1.2')
    expect(bootstrap.takePack(server(99))).toBe(false)
    expect(store.instances(1)).toEqual([0])
    expect(store.value([1, 0, 1])).toEqual(integer(86400))
  })
})
