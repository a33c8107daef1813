import { describe, expect, it } from 'vitest'
import { contentFormats, encode, encodePaths, type Node, parsePath, pathText } from '#content'
import { deviceFixture, integer, text, truth } from './device.fixture.ts'

const nothing = { query: [], path: [] } as const

function fetched(
  paths: readonly string[],
  { accept, lwm2m }: { accept?: number; lwm2m?: '1.0' | '1.1' } = {},
) {
  const { device } = deviceFixture(lwm2m)
  const response = device.answer({
    ...nothing,
    method: 'FETCH',
    contentFormat: contentFormats['senml-json'],
    payload: encodePaths('senml-json', paths.map(parsePath)),
    ...(accept === undefined ? {} : { accept }),
  })
  const { nodes } = device.decode('senml-json', response.payload ?? new Uint8Array(), [])
  return { ...response, paths: nodes.map(({ path }) => pathText(path)) }
}

function patched(values: readonly Node[], format: 'senml-json' | 'senml-cbor' | 'tlv' = 'senml-cbor') {
  const fixture = deviceFixture()
  const { shapeOf } = fixture.device
  const base = format === 'tlv' ? [1] : []
  const payload = encode(format, values, { base, shapeOf })
  const { code } = fixture.device.answer({
    ...nothing,
    method: 'iPATCH',
    contentFormat: contentFormats[format],
    payload,
  })
  return { code, store: fixture.store }
}

const node = (path: string, value: Node['value']): Node =>
  value === undefined ? { path: parsePath(path) } : { path: parsePath(path), value }

describe('Read-Composite (Core 1.1.1 §6.3.8)', () => {
  it('gives what is listed and nothing else', () => {
    expect(fetched(['/3/0/16', '/3/0/7/1', '/1/0/7'])).toMatchObject({
      code: '2.05',
      contentFormat: contentFormats['senml-json'],
      paths: ['/3/0/16', '/3/0/7/1', '/1/0/7'],
    })
  })

  it('leaves out what is absent, cannot be read, or is closed', () => {
    expect(fetched(['/1/0/1', '/1/0/8', '/3339/0/5522', '/0/0/0', '/21']).paths).toEqual(['/1/0/1'])
  })

  it('gives each value once where paths overlap', () => {
    expect(fetched(['/3/0/16', '/3', '/3/0']).paths.filter((path) => path === '/3/0/16')).toHaveLength(1)
  })

  it('gives all but the closed objects for the root path', () => {
    const { paths } = fetched(['/'])
    expect(paths).toEqual(expect.arrayContaining(['/1/0/0', '/3/0/7/0', '/16/0/0/1', '/3442/0/120']))
    expect(paths.filter((path) => /^\/(0|21)\//.test(path))).toEqual([])
  })

  it('answers in the kind of SenML asked for, and refuses others', () => {
    expect(fetched(['/3/0/16'], { accept: contentFormats['senml-cbor'] })).toMatchObject({
      code: '2.05',
      contentFormat: contentFormats['senml-cbor'],
    })
    expect(fetched(['/3/0/16'], { accept: contentFormats.text }).code).toBe('4.06')
  })

  it('refuses lists in another format, and lists that are none', () => {
    const { device } = deviceFixture()
    const list = { ...nothing, method: 'FETCH', payload: Buffer.from('[{"v":1}]') } as const
    expect(device.answer({ ...list, contentFormat: contentFormats.text }).code).toBe('4.15')
    expect(device.answer(list).code).toBe('4.15')
    expect(device.answer({ ...list, contentFormat: contentFormats['senml-json'] }).code).toBe('4.00')
  })

  it('is unknown to LwM2M 1.0', () => {
    expect(fetched(['/3/0/16'], { lwm2m: '1.0' }).code).toBe('4.05')
  })
})

describe('Write-Composite (Core 1.1.1 §6.3.9)', () => {
  it('writes resources of several objects and leaves the others', () => {
    const { code, store } = patched([
      node('/1/0/1', integer(61)),
      node('/1/0/6', truth(true)),
      node('/16/0/0/1', text('bb')),
    ])
    expect(code).toBe('2.04')
    expect(store.value([1, 0, 1])).toEqual(integer(61))
    expect(store.value([16, 0, 0, 1])).toEqual(text('bb'))
    expect(store.value([16, 0, 0, 0])).toEqual(text('Host Device ID #1'))
    expect(store.value([1, 0, 5])).toEqual(integer(300))
  })

  it.each([
    ['a read-only resource', '/3/0/0', text('x'), '4.05'],
    ['an instance that is not there', '/16/9/0/0', text('x'), '4.04'],
    ['the Security object', '/0/0/0', text('x'), '4.01'],
  ])('writes nothing when it names %s', (_, path, value, refusal) => {
    const { code, store } = patched([node('/1/0/6', truth(true)), node(path, value)])
    expect(code).toBe(refusal)
    expect(store.value([1, 0, 6])).toEqual(truth(false))
  })

  it('needs a format that names paths from the root', () => {
    expect(patched([node('/1/0/6', truth(true))], 'tlv').code).toBe('4.15')
  })
})

describe('LwM2M CBOR in composite operations (LwM2M 1.2)', () => {
  const { device, store } = deviceFixture('1.2', ['text', 'lwm2m-cbor', 'senml-cbor'])
  const contentFormat = contentFormats['lwm2m-cbor']

  it('carries what is read', () => {
    const payload = encodePaths('senml-cbor', [
      [1, 0, 1],
      [3, 0, 16],
    ])
    const list = { contentFormat: contentFormats['senml-cbor'], payload }
    const response = device.answer({ ...nothing, method: 'FETCH', ...list, accept: contentFormat })
    expect(response).toMatchObject({ code: '2.05', contentFormat })
    const { nodes, findings } = device.decode('lwm2m-cbor', response.payload ?? new Uint8Array(), [])
    expect(findings).toEqual([])
    expect(nodes.map(({ path }) => pathText(path))).toEqual(['/1/0/1', '/3/0/16'])
  })

  it('carries what is written', () => {
    const values = [node('/1/0/1', integer(61)), node('/16/0/0/1', text('bb'))]
    const payload = encode('lwm2m-cbor', values, { base: [], shapeOf: device.shapeOf })
    expect(device.answer({ ...nothing, method: 'iPATCH', contentFormat, payload }).code).toBe('2.04')
    expect(store.value([1, 0, 1])).toEqual(integer(61))
    expect(store.value([16, 0, 0, 1])).toEqual(text('bb'))
  })
})

describe('SenML-ETCH in composite operations (RFC 8790, LwM2M 1.2)', () => {
  const asked = (lwm2m: '1.1' | '1.2', method: 'FETCH' | 'iPATCH', contentFormat: number) => {
    const { device, store } = deviceFixture(lwm2m)
    const format = contentFormat === 320 ? 'senml-json' : 'senml-cbor'
    const value = [node('/1/0/1', integer(61))]
    const payload =
      method === 'FETCH'
        ? encodePaths(format, [parsePath('/1/0/1')])
        : encode(format, value, { base: [], shapeOf: device.shapeOf })
    return { ...device.answer({ ...nothing, method, contentFormat, payload }), store }
  }
  it.each([
    [320, 110],
    [322, 112],
  ])('takes %i and answers a list in %i', (etch, senml) => {
    expect(asked('1.2', 'FETCH', etch)).toMatchObject({ code: '2.05', contentFormat: senml })
    const { code, store } = asked('1.2', 'iPATCH', etch)
    expect([code, store.value(parsePath('/1/0/1'))]).toEqual(['2.04', integer(61)])
  })
  it('is unknown to LwM2M 1.1', () => {
    expect(asked('1.1', 'FETCH', 320).code).toBe('4.15')
    expect(asked('1.1', 'iPATCH', 322).code).toBe('4.15')
  })
})
