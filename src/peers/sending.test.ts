import { describe, expect, it } from 'vitest'
import { contentFormats, type DataFormat, encode, type Node } from '#content'
import { endpoint, registered } from './world.fixture.ts'

const serial = '/3/0/2'
const valueNode = (path: readonly number[], value: string): Node => ({
  path,
  value: { type: 'string', value },
})

describe('Send (Core 1.1.1 §6.4.6)', () => {
  it.each(['1.1', '1.2'] as const)('of %s reaches the user of the Server', async (lwm2m) => {
    const { client, server } = await registered(lwm2m)
    client.setValue(serial, { type: 'string', value: 'sent' })
    expect((await client.sending.send([serial]))?.code).toBe('2.04')
    expect(server.shown(endpoint, serial)).toBe('"sent"')
  })

  it.each([
    ['true', () => ({ type: 'boolean', value: true }) as const],
    ['not there', () => undefined],
  ])('is off while Mute Send is %s', async (_, mute) => {
    const { client } = await registered()
    const value = mute()
    client.store.remove([1, 0, 23])
    if (value !== undefined) client.store.set([1, 0, 23], value)
    expect(await client.sending.send([serial])).toBeUndefined()
  })

  it('leaves out what is not registered or not there', async () => {
    const { client } = await registered()
    expect(client.sending.nodes(['/0', '/3/0/16', '/99']).map(({ path }) => path)).toEqual([[3, 0, 16]])
    expect(await client.sending.send(['/0', '/99'])).toBeUndefined()
  })
})

describe('a Server takes', () => {
  const cases: readonly (readonly [string, DataFormat, readonly Node[], string])[] = [
    ['values of registered objects in SenML', 'senml-json', [valueNode([3, 0, 2], 'x')], '2.04'],
    ['none of objects that were not registered', 'senml-json', [valueNode([8, 0, 1], 'x')], '4.04'],
    ['no other format', 'json', [valueNode([3, 0, 2], 'x')], '4.00'],
    ['nothing empty', 'senml-json', [], '4.00'],
  ]
  it.each(cases)('%s', async (_, format, nodes, code) => {
    const { client } = await registered()
    const payload = encode(format, nodes, { base: [], shapeOf: client.device.shapeOf })
    const contentFormat = contentFormats[format]
    const response = await client.toServer({ method: 'POST', path: ['dp'], contentFormat, payload })
    expect(response?.code).toBe(code)
  })

  it('nothing of a stranger', async () => {
    const { server, stranger } = await registered()
    const other = await stranger('bootstrap')
    const { code } = await other.request(server.coap.local, { method: 'POST', path: ['dp'] }).response
    expect(code).toBe('4.04')
  })
})
