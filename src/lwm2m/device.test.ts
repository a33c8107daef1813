import { describe, expect, it } from 'vitest'
import { contentFormats } from '#content'
import { deviceFixture, integer, plain, text, tlv } from './device.fixture.ts'

const bodyOf = ({ payload = new Uint8Array() }: { payload?: Uint8Array }): string =>
  Buffer.from(payload).toString()

describe('Read (Core 1.1.1 §6.3.1)', () => {
  it('gives one resource in the format asked for', () => {
    const answer = deviceFixture().get('/3/0/0', { accept: contentFormats.text })
    expect(answer).toMatchObject({ code: '2.05', contentFormat: contentFormats.text })
    expect(bodyOf(answer)).toBe('Open Interop')
  })

  it('gives an instance in TLV as the specification prints it', () => {
    const { store, get } = deviceFixture()
    for (const resource of [0, 7, 16]) store.remove([3, 0, resource])
    const { payload } = get('/3/0', { accept: contentFormats.tlv })
    expect(Buffer.from(payload ?? []).toString('hex')).toBe('830b410000')
  })

  it('chooses a format without Accept: the first that fits', () => {
    const { get } = deviceFixture('1.1', ['text', 'senml-json'])
    expect(get('/3/0/0')).toMatchObject({ contentFormat: contentFormats.text })
    expect(get('/3/0/11')).toMatchObject({ contentFormat: contentFormats['senml-json'] })
    expect(get('/3/0/11/0')).toMatchObject({ contentFormat: contentFormats.text })
  })

  it.each([
    ['of an object that is not there', '/4', {}, '4.04'],
    ['of a resource that is not there', '/3/0/9', {}, '4.04'],
    ['of a resource instance of a single resource', '/3/0/0/0', {}, '4.04'],
    ['of an executable', '/3/0/4', {}, '4.05'],
    ['in a format it does not have', '/3/0/0', { accept: contentFormats.json }, '4.06'],
    ['in a format that nobody has', '/3/0/0', { accept: 65000 }, '4.06'],
    ['of an instance as text', '/3/0', { accept: contentFormats.text }, '4.06'],
    ['of text as opaque', '/3/0/0', { accept: contentFormats.opaque }, '4.06'],
    ['of Security', '/0', {}, '4.01'],
    ['of OSCORE', '/21/0/0', {}, '4.01'],
    ['of the root', '/', {}, '4.05'],
  ] as const)('%s is refused', (_, path, fields, code) => {
    expect(deviceFixture().get(path, fields).code).toBe(code)
  })
})

describe('Write (Core 1.1.1 §6.3.3)', () => {
  it('replaces a resource', () => {
    const { put, store } = deviceFixture()
    expect(put('/1/0/1', plain('60')).code).toBe('2.04')
    expect(store.value([1, 0, 1])).toEqual(integer(60))
  })

  it('adds to an instance without touching the rest', () => {
    const { post, store } = deviceFixture()
    expect(post('/1/0', tlv('c10265 c20303f2')).code).toBe('2.04')
    expect([2, 3, 5].map((id) => store.value([1, 0, id]))).toEqual([
      integer(101),
      integer(1010),
      integer(300),
    ])
  })

  it('replaces an instance: optional resources that are left out are gone', () => {
    const { put, store } = deviceFixture()
    expect(put('/1/0', tlv('c1013c c10600 c10755')).code).toBe('2.04')
    expect(store.resources([1, 0])).toEqual([0, 1, 6, 7])
  })

  it('replaces all instances of a multiple resource', () => {
    const { put, store } = deviceFixture()
    expect(put('/3442/0/1120', tlv('a30460 410509')).code).toBe('2.04')
    expect(store.nodes([3442, 0, 1120])).toEqual([{ path: [3442, 0, 1120, 5], value: integer(9) }])
  })

  it('empties a multiple resource', () => {
    const { put, get, store } = deviceFixture()
    expect(put('/16/0/0', tlv('8000')).code).toBe('2.04')
    expect(store.nodes([16, 0])).toEqual([{ path: [16, 0, 0] }])
    expect(get('/16/0/0', { accept: contentFormats.tlv }).code).toBe('2.05')
  })

  it('refuses everything when one resource is read-only', () => {
    const { post, store } = deviceFixture()
    expect(post('/1/0', tlv('c10265 c10007')).code).toBe('4.05')
    expect(store.value([1, 0, 2])).toEqual(integer(1))
  })

  it('ignores resources that no definition knows', () => {
    const { post, store } = deviceFixture()
    expect(post('/1/0', tlv('c10265 c1c801')).code).toBe('2.04')
    expect(store.has([1, 0, 200])).toBe(false)
    expect(store.value([1, 0, 2])).toEqual(integer(101))
  })

  it.each([
    ['to a read-only resource', '/1/0/0', plain('7'), '4.05'],
    ['to a read-only resource, whatever it holds', '/1/0/0', plain('seven'), '4.05'],
    ['to an executable', '/1/0/8', plain(''), '4.05'],
    ['of the wrong type', '/1/0/1', plain('soon'), '4.00'],
    ['in a format it does not have', '/1/0/1', { contentFormat: contentFormats.json }, '4.15'],
    ['in link-format', '/1/0/1', { contentFormat: contentFormats.link }, '4.15'],
    ['to a resource that is not there', '/1/0/3', plain('7'), '4.04'],
    ['to a resource instance that is not there', '/16/0/0/9', plain('x'), '4.04'],
    ['to an object', '/1', plain('7'), '4.05'],
    ['to Security', '/0/0/0', plain('coap://x'), '4.01'],
    ['of garbage', '/1/0', tlv('c1'), '4.00'],
  ] as const)('%s is refused', (_, path, fields, code) => {
    expect(deviceFixture().put(path, fields).code).toBe(code)
  })

  it('partial to a resource exists since 1.2, for multiple ones', () => {
    const added = tlv('a30460 410509')
    expect(deviceFixture('1.1').post('/3442/0/1120', added).code).toBe('4.05')
    const { post, store } = deviceFixture('1.2')
    expect(post('/3442/0/1120', added).code).toBe('2.04')
    expect(store.resourceInstances([3442, 0, 1120])).toEqual([0, 1, 5])
    expect(post('/3442/0/120', plain('9')).code).toBe('4.05')
  })
})

describe('Execute (Core 1.1.1 §6.3.5)', () => {
  it('is answered before it takes effect', () => {
    const { post, executed } = deviceFixture()
    expect(post('/1/0/8')).toEqual({ code: '2.04' })
    expect(executed).toEqual([[[1, 0, 8], '']])
  })

  it.each(['0', "0='x'", "5,2='one',0"])('takes the arguments %s', (argument) => {
    const { post, executed } = deviceFixture()
    expect(post('/3442/0/3', plain(argument)).code).toBe('2.04')
    expect(executed).toEqual([[[3442, 0, 3], argument]])
  })

  it.each(['x', '0,', '10', "0=x'", "0='a b'", '0, 1'])('refuses the arguments %s', (argument) => {
    const { post, executed } = deviceFixture()
    expect(post('/3442/0/3', plain(argument)).code).toBe('4.00')
    expect(executed).toEqual([])
  })

  it('refuses arguments in another format than text', () => {
    const { post, executed } = deviceFixture()
    expect(post('/1/0/8', { ...plain('0'), contentFormat: contentFormats.tlv }).code).toBe('4.00')
    expect(executed).toEqual([])
  })

  it.each([
    ['a resource that is not executable', '/1/0/1', '4.05'],
    ['in an instance that is not there', '/1/7/8', '4.04'],
  ])('%s is refused', (_, path, code) => {
    const { post, executed } = deviceFixture()
    expect(post(path).code).toBe(code)
    expect(executed).toEqual([])
  })
})

describe('Create (Core 1.1.1 §6.3.6)', () => {
  it('honours the instance that the server chose (ETS int-1630)', () => {
    const { post, store, changes } = deviceFixture()
    const set = `08012e 88002b 480011${hex('Host Device ID #2')} 480114${hex('Host Device Model #2')}`
    expect(post('/16', tlv(set))).toEqual({ code: '2.01', location: ['16', '1'] })
    expect(store.value([16, 1, 0, 1])).toEqual(text('Host Device Model #2'))
    expect(changes()).toBe(1)
  })

  it('chooses the lowest free instance where the server chose none', () => {
    const { post, store } = deviceFixture()
    expect(post('/16', tlv('8500 4300 616263')).location).toEqual(['16', '1'])
    expect(store.value([16, 1, 0, 0])).toEqual(text('abc'))
  })

  it('needs no payload where nothing is mandatory', () => {
    expect(deviceFixture().post('/3442')).toEqual({ code: '2.01', location: ['3442', '1'] })
  })

  it.each([
    ['of an instance that is there', '/16', tlv('0700 8500 4300 616263'), '4.00'],
    ['without a mandatory resource', '/16', tlv('0801 00'), '4.00'],
    ['on an object that is not there', '/4', tlv(''), '4.04'],
    ['on Server', '/1', tlv(''), '4.05'],
    ['on Device', '/3', tlv(''), '4.05'],
    ['on Security', '/0', tlv(''), '4.01'],
    ['in a format it does not have', '/16', { contentFormat: contentFormats.json }, '4.15'],
  ] as const)('%s is refused and creates nothing', (_, path, fields, code) => {
    const { post, store, changes } = deviceFixture()
    const before = store.nodes([])
    expect(post(path, fields).code).toBe(code)
    expect(store.nodes([])).toEqual(before)
    expect(changes()).toBe(0)
  })
})

describe('Delete (Core 1.1.1 §6.3.7)', () => {
  it('removes one instance, with its attributes', () => {
    const { remove, store, device, changes } = deviceFixture()
    store.set([16, 1, 0, 0], text('other'))
    device.attributes.apply([16, 0], { pmin: 5 })
    expect(remove('/16/0').code).toBe('2.02')
    expect(store.instances(16)).toEqual([1])
    expect(device.attributes.at([16, 0])).toEqual({})
    expect(changes()).toBe(1)
  })

  it.each([
    ['/3/0', '4.05'],
    ['/1/0', '4.05'],
    ['/16', '4.05'],
    ['/16/0/0', '4.05'],
    ['/16/0/0/0', '4.05'],
    ['/16/9', '4.04'],
    ['/0/0', '4.01'],
  ])('%s is refused with %s', (path, code) => {
    const { remove, store } = deviceFixture()
    const before = store.nodes([])
    expect(remove(path).code).toBe(code)
    expect(store.nodes([])).toEqual(before)
  })

  it('takes a resource instance since 1.2', () => {
    const { remove, store } = deviceFixture('1.2')
    expect(remove('/16/0/0/1').code).toBe('2.02')
    expect(store.resourceInstances([16, 0, 0])).toEqual([0])
    expect(remove('/3/0/11/0').code).toBe('4.05')
  })
})

describe('Write-Attributes (Core 1.1.1 §6.3.4)', () => {
  it('attaches to the path and tells who reports', () => {
    const { put, device } = deviceFixture()
    const told: unknown[] = []
    device.attributesChanged = (path) => told.push(path)
    expect(put('/3/0/7', { query: ['lt=1', 'gt=6', 'st=1'] }).code).toBe('2.04')
    expect(device.attributes.at([3, 0, 7])).toEqual({ lt: 1, gt: 6, st: 1 })
    expect(told).toEqual([[3, 0, 7]])
  })

  it.each([
    ['to what is not there', '/3/0/9', 'pmin=1', '4.04'],
    ['with a threshold on text', '/3/0/0', 'gt=1', '4.00'],
    ['with a threshold on an object', '/3', 'gt=1', '4.00'],
    ['with an unknown name', '/3', 'stp=1', '4.00'],
    ['to Security', '/0', 'pmin=30', '4.01'],
  ])('%s is refused', (_, path, query, code) => {
    expect(deviceFixture().put(path, { query: [query] }).code).toBe(code)
  })
})

function hex(value: string): string {
  return Buffer.from(value).toString('hex')
}
