import { describe, expect, it } from 'vitest'
import { contentFormats } from '#content'
import {
  objectVersions,
  parseRegister,
  parseUpdate,
  registerDraft,
  updateDraft,
  updatedRegistration,
} from './registration.ts'

function register(query: string, list = '', contentFormat: number | undefined = contentFormats.link) {
  return parseRegister({
    query: query.split('&').filter(Boolean),
    payload: new TextEncoder().encode(list),
    ...(contentFormat === undefined ? {} : { contentFormat }),
  })
}

describe('a Register (Core 1.1.1 §6.2.1)', () => {
  it('states parameters and objects', () => {
    const list = '</>;rt="oma.lwm2m";ct="110 112",</1/0>,</3>;ver=1.2,</3/0>,</5>'
    const { registration, findings } = register(
      'ep=node-1&lt=3600&lwm2m=1.1&b=UT&Q&sms=491234&pid=6:abcd',
      list,
    )
    expect(findings).toEqual([])
    expect(registration).toEqual({
      endpoint: 'node-1',
      lifetime: 3600,
      lwm2m: '1.1',
      binding: 'UT',
      queueMode: true,
      sms: '491234',
      pid: '6:abcd',
      rootPath: '/',
      objects: [
        { object: 1, instance: 0 },
        { object: 3, version: '1.2' },
        { object: 3, instance: 0 },
        { object: 5 },
      ],
      formats: [110, 112],
      unknownParameters: [],
      hasList: true,
    })
    expect([...objectVersions(registration)]).toEqual([[3, '1.2']])
  })

  it('leaves out what it does not state', () => {
    const { registration } = register('ep=x', '', undefined)
    expect(registration).toEqual({
      endpoint: 'x',
      queueMode: false,
      rootPath: '/',
      objects: [],
      formats: [],
      unknownParameters: [],
      hasList: false,
    })
  })

  it.each([
    ['b=U', false],
    ['b=UQ', true],
    ['b=U&Q', true],
  ])('%s: queue mode %s', (query, queueMode) => {
    expect(register(query).registration.queueMode).toBe(queueMode)
  })

  it.each(['lt=soon', 'lt=-1', 'lt=', 'lt=1.5'])('%s is no lifetime', (query) => {
    expect(register(query).registration.lifetime).toBeUndefined()
  })

  it('keeps "=" in values', () => {
    expect(register('ep=urn:x=y').registration.endpoint).toBe('urn:x=y')
  })

  it('names parameters that nobody knows', () => {
    expect(register('ep=x&apn=y&z').registration.unknownParameters).toEqual(['apn', 'z'])
  })

  it('reads objects below an alternate path', () => {
    const { registration } = register('ep=x', '</lwm2m>;rt="oma.lwm2m",</lwm2m/1/0>,</lwm2m/3/0>')
    expect(registration.rootPath).toBe('/lwm2m')
    expect(registration.objects).toEqual([
      { object: 1, instance: 0 },
      { object: 3, instance: 0 },
    ])
  })

  it('takes content formats from the root link alone', () => {
    expect(register('ep=x', '</1/0>;ct=60,</>;ct=112').registration.formats).toEqual([112])
  })

  it('leaves out links that are no objects', () => {
    expect(register('ep=x', '</sensors>,</3/0/1>,</3/0>').registration.objects).toEqual([
      { object: 3, instance: 0 },
    ])
  })

  it('finds what link-format forbids', () => {
    const { registration, findings } = register('ep=x', '</1/0>, </3/0>')
    expect(findings).toHaveLength(1)
    expect(registration.objects).toHaveLength(2)
  })

  it('has no list when its payload is something else', () => {
    expect(register('ep=x', '</1/0>', contentFormats.text).registration.hasList).toBe(false)
  })
})

describe('an Update (Core 1.1.1 §6.2.2)', () => {
  const { registration: before } = register('ep=x&lt=60&lwm2m=1.1&b=U&Q', '</1/0>,</3/0>,</16/0>')

  it('leaves alone what it does not state', () => {
    expect(updatedRegistration(before, register('').registration)).toEqual(before)
  })

  it('changes what it states', () => {
    const update = register('lt=120&b=T', '').registration
    expect(updatedRegistration(before, update)).toEqual({
      ...before,
      lifetime: 120,
      binding: 'T',
      queueMode: false,
    })
  })

  it('replaces the list as a whole', () => {
    const { registration } = parseUpdate({ query: [], payload: new TextEncoder().encode('</3/0>') })
    expect(updatedRegistration(before, registration)).toMatchObject({
      objects: [{ object: 3, instance: 0 }],
      hasList: true,
    })
  })
})

describe('what a Client sends', () => {
  it('as Register', () => {
    const links = [{ target: '/3/0', attributes: [] }]
    expect(
      registerDraft({
        endpoint: 'x',
        lifetime: 60,
        lwm2m: '1.1',
        binding: 'U',
        queueMode: true,
        sms: '49',
        links,
      }),
    ).toEqual({
      method: 'POST',
      path: ['rd'],
      query: ['ep=x', 'lt=60', 'lwm2m=1.1', 'b=U', 'Q', 'sms=49'],
      contentFormat: 40,
      payload: new TextEncoder().encode('</3/0>'),
    })
  })

  it('as an Update that only refreshes', () => {
    expect(updateDraft(['rd', '5a'], {})).toEqual({ method: 'POST', path: ['rd', '5a'], query: [] })
  })

  it('is understood as it was meant', () => {
    const { query = [], payload = new Uint8Array() } = registerDraft({
      endpoint: 'x',
      lifetime: 9,
      links: [],
    })
    expect(parseRegister({ query, payload }).registration).toMatchObject({ endpoint: 'x', lifetime: 9 })
  })
})
