import { describe, expect, it } from 'vitest'
import { parsePath, type Value } from '#content'
import { packageSamples } from './package-samples.ts'
import { listening, world } from './world.fixture.ts'

const samples = packageSamples('firmware')
const text = (value: string): Value => ({ type: 'string', value })
const octets = (value: Uint8Array): Value => ({ type: 'opaque', value })
const nul = octets(Uint8Array.of(0))

/** A whole device, which need not be registered for this. */
function device(lwm2m: '1.1' | '1.2' = '1.1') {
  const all = world(lwm2m)
  const { client } = all
  const standing = (): unknown[] => [client.value('/5/0/3')?.value, client.value('/5/0/5')?.value].map(Number)
  const write = (path: string, value: Value) => client.setValue(path, value)
  return { ...all, standing, write, execute: (path: string) => client.execute(parsePath(path), '') }
}

describe('a package that is pushed', () => {
  it.each([
    ['good', [2, 0]],
    ['tooLarge', [0, 2]],
    ['outOfMemory', [0, 3]],
    ['corrupt', [0, 5]],
    ['unsupported', [0, 6]],
  ] as const)('%s', async (sample, wanted) => {
    const { standing, write, wait } = device()
    write('/5/0/0', octets(samples[sample]))
    expect(standing()).toEqual([1, 0])
    await wait(10)
    expect(standing()).toEqual(wanted)
  })

  it('is installed: another version after a restart', async () => {
    const { standing, write, wait, execute, client } = device()
    write('/5/0/0', octets(samples.good))
    await wait(10)
    await Promise.all([execute('/5/0/2'), wait(1).then(() => expect(standing()).toEqual([3, 0])), wait(10)])
    expect(standing()).toEqual([0, 1])
    expect(client.value('/3/0/3')?.value).toBe('2.0')
    await client.stop()
  })

  it('stays downloaded when its installation fails', async () => {
    const { standing, write, wait, execute, client } = device()
    write('/5/0/0', octets(samples.failing))
    await wait(10)
    await Promise.all([execute('/5/0/2'), wait(10)])
    expect(standing()).toEqual([2, 8])
    expect(client.value('/3/0/3')?.value).toBe('1.0')
  })

  it.each([
    ['a NUL', '/5/0/0', nul, 0],
    ['an empty Package URI', '/5/0/1', text(''), 0],
    ['Cancel', '/5/0/10', undefined, 10],
  ] as const)('is forgotten by %s', async (_, path, value, result) => {
    for (const time of [1, 10]) {
      const { standing, write, wait, execute } = device('1.2')
      write('/5/0/0', octets(samples.good))
      await wait(time)
      if (value === undefined) await execute(path)
      else write(path, value)
      await wait(10)
      expect(standing()).toEqual([0, result])
    }
  })
})

describe('an installation that its user puts off', () => {
  it.each([
    ['as long as he may', 60, [2, 11]],
    ['not at all where he may not', 0, [3, 0]],
  ] as const)('waits %s', async (_, seconds, wanted) => {
    const { standing, write, wait, execute, client } = device('1.2')
    write('/5/0/13', { type: 'unsigned', value: BigInt(seconds) })
    write('/5/0/0', octets(samples.good))
    await wait(10)
    client.effects.firmware.isPutOff = true
    await Promise.all([execute('/5/0/2'), wait(5)])
    expect(standing()).toEqual(wanted)
    await wait(seconds + 10)
    expect(standing()).toEqual([0, 1])
    await client.stop()
  })
})

describe('what may be done', () => {
  it('depends on the state', async () => {
    const { client, write, wait } = device('1.2')
    const { effects } = client
    const may = () => [2, 10].map((resource) => effects.mayExecute([5, 0, resource]))
    const package_ = [{ path: [5, 0, 0], value: octets(samples.good) }]
    expect([may(), effects.refusal(package_)]).toEqual([[false, false], undefined])
    write('/5/0/0', octets(samples.good))
    expect([may(), effects.refusal(package_)]).toEqual([[false, true], '4.05'])
    expect(effects.refusal([{ path: [5, 0, 0], value: nul }])).toBeUndefined()
    await wait(10)
    expect([may(), effects.refusal(package_)]).toEqual([[true, true], '4.05'])
  })
})

describe('a package that is pulled', () => {
  it('comes block by block from a CoAP server', async () => {
    const { standing, write, wait, stranger } = device()
    const heard = listening(await stranger('server'), () => ({ code: '2.05', payload: samples.good }))
    write('/5/0/1', text('coap://192.0.2.1/images/new?v=2'))
    await wait(20)
    expect(heard).toEqual(['GET /images/new?v=2'])
    expect(standing()).toEqual([2, 0])
  })

  it.each([
    ['is not there', 'coap://192.0.2.1/nothing', 7],
    ['is nowhere', 'no URI at all', 7],
    ['is to be had by another protocol', 'gopher://192.0.2.1/image', 9],
    ['does not come', 'coap://192.0.2.77/image', 4],
  ] as const)('%s', async (_, uri, result) => {
    const { standing, write, wait, stranger } = device()
    listening(await stranger('server'), () => ({ code: '4.04' }))
    write('/5/0/1', text(uri))
    await wait(1)
    expect(standing()).toEqual([1, 0])
    await wait(200)
    expect(standing()).toEqual([0, result])
  })

  it('is lost with the power', async () => {
    const { standing, write, wait, client } = device()
    write('/5/0/1', text('coap://192.0.2.77/image'))
    await wait(1)
    await client.stop()
    expect(standing()).toEqual([0, 4])
  })
})
