import { describe, expect, it } from 'vitest'
import { sleep } from './clock.ts'
import { MemoryNetwork, type Weather } from './memory.ts'
import { NetworkError } from './network.ts'
import { seededRandom } from './random.ts'

/** Sends the numbers 0 … count - 1, one a millisecond, and lists what arrives and when. */
async function journey(weather: Partial<Weather>, count = 100): Promise<{ value: number; at: number }[]> {
  const network = new MemoryNetwork({ weather, random: seededRandom('journey') })
  const [a, b] = [await network.bind(), await network.bind()]
  const start = network.clock.now()
  const arrived: { value: number; at: number }[] = []
  b.onDatagram((datagram) => arrived.push({ value: datagram[0]!, at: network.clock.now() - start }))
  for (let value = 0; value < count; value++) {
    a.send(Uint8Array.of(value), b.local)
    await sleep(network.clock, 1)
  }
  await sleep(network.clock, 10_000)
  return arrived
}

const values = (arrived: { value: number }[]): number[] => arrived.map(({ value }) => value)
const inOrder = Array.from({ length: 100 }, (_, value) => value)

describe('a memory network', () => {
  it('carries a datagram, names its sender and lets time pass', async () => {
    const network = new MemoryNetwork({ weather: { delay: 40 } })
    const a = await network.bind({ host: '192.0.2.1', port: 50000 })
    const b = await network.bind({ host: '2001:db8::1', port: 5683 })
    const start = network.clock.now()
    const seen = new Promise((resolve) => {
      b.onDatagram((datagram, from) => resolve({ datagram, from, ms: network.clock.now() - start }))
    })
    a.send(Uint8Array.of(1, 2), b.local)
    expect(await seen).toEqual({ datagram: Uint8Array.of(1, 2), from: a.local, ms: 40 })
  })

  it('carries what the buffer held when send was called', async () => {
    const network = new MemoryNetwork()
    const [a, b] = [await network.bind(), await network.bind()]
    const seen = new Promise((resolve) => {
      b.onDatagram(resolve)
    })
    const buffer = Uint8Array.of(1)
    a.send(buffer, b.local)
    buffer[0] = 2
    expect(await seen).toEqual(Uint8Array.of(1))
  })

  it('keeps order and loses nothing in fair weather', async () => {
    expect(values(await journey({}))).toEqual(inOrder)
  })

  it('loses the share it is told to', async () => {
    const arrived = await journey({ loss: 0.3 })
    expect(arrived.length).toBeGreaterThan(50)
    expect(arrived.length).toBeLessThan(90)
  })

  it('carries nothing when all is lost', async () => {
    expect(await journey({ loss: 1 })).toEqual([])
  })

  it('repeats the share it is told to', async () => {
    expect(values(await journey({ duplication: 1 }))).toEqual(inOrder.flatMap((value) => [value, value]))
  })

  it('reorders by holding back no longer than it is told to', async () => {
    const arrived = await journey({ reordering: 0.5, reorderBy: 20, delay: 5 })
    expect(values(arrived)).not.toEqual(inOrder)
    expect(values(arrived).sort((a, b) => a - b)).toEqual(inOrder)
    for (const { value, at } of arrived) {
      expect(at - value).toBeGreaterThanOrEqual(5)
      expect(at - value).toBeLessThanOrEqual(25)
    }
  })

  it('has the same foul weather for the same seed', async () => {
    const foul = { loss: 0.2, duplication: 0.2, reordering: 0.3, reorderBy: 30 }
    expect(await journey(foul)).toEqual(await journey(foul))
  })

  it('loses datagrams to nobody and to a closed socket', async () => {
    const network = new MemoryNetwork()
    const [a, b] = [await network.bind(), await network.bind()]
    let seen = 0
    b.onDatagram(() => seen++)
    a.send(Uint8Array.of(1), { host: '192.0.2.99', port: 1 })
    a.send(Uint8Array.of(1), b.local)
    await b.close()
    await sleep(network.clock, 100)
    expect(seen).toBe(0)
  })

  it('refuses an address in use, and gives it again once closed', async () => {
    const network = new MemoryNetwork()
    const first = await network.bind({ port: 5683 })
    await expect(network.bind({ port: 5683 })).rejects.toThrow(NetworkError)
    await first.close()
    expect((await network.bind({ port: 5683 })).local.port).toBe(5683)
  })

  it('gives every socket without a wish a port of its own', async () => {
    const network = new MemoryNetwork()
    const ports = [await network.bind(), await network.bind({ port: 0 })].map(({ local }) => local.port)
    expect(new Set(ports).size).toBe(2)
  })

  it('knows localhost and leaves addresses as they are', async () => {
    const network = new MemoryNetwork()
    expect(await network.lookup('localhost')).toBe('127.0.0.1')
    expect(await network.lookup('2001:db8::1')).toBe('2001:db8::1')
  })
})
