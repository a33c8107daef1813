import { describe, expect, it } from 'vitest'
import { sleep } from './clock.ts'
import { MemoryNetwork } from './memory.ts'
import { addressText, type Connection, type Network } from './network.ts'
import { udpNetwork } from './udp.ts'

const at = { host: '127.0.0.1' }

/** Both ends of a connection, and what has come to each. */
async function connected(network: Network) {
  const listener = await network.listen(at)
  const taken = new Promise<Connection>((resolve) => {
    listener.onConnection(resolve)
  })
  const ours = await network.connect(listener.local)
  return { listener, ours, theirs: await taken }
}

/** The octets that come, once there are so many; in pieces as they came. */
function received(connection: Connection, count: number): Promise<number[][]> {
  const pieces: number[][] = []
  return new Promise((resolve) => {
    connection.onOctets((octets) => {
      pieces.push([...octets])
      if (pieces.flat().length >= count) resolve(pieces)
    })
  })
}

const ended = (connection: Connection): Promise<void> =>
  new Promise((resolve) => {
    connection.onEnd(resolve)
  })

const networks: [string, () => Network][] = [
  ['the operating system', () => udpNetwork()],
  ['memory', () => new MemoryNetwork()],
]

describe.each(networks)('TCP of %s', (_, open) => {
  it('carries octets both ways and names both ends', async () => {
    const { listener, ours, theirs } = await connected(open())
    expect(addressText(ours.peer)).toBe(addressText(listener.local))
    expect(addressText(theirs.peer)).toBe(addressText(ours.local))
    const [there, back] = [received(theirs, 3), received(ours, 2)]
    ours.send(Uint8Array.of(1, 2, 3))
    theirs.send(Uint8Array.of(4, 5))
    expect((await there).flat()).toEqual([1, 2, 3])
    expect((await back).flat()).toEqual([4, 5])
    ours.close()
    theirs.close()
    await listener.close()
  })

  it('tells one end when the other closes, after all that was sent', async () => {
    const { listener, ours, theirs } = await connected(open())
    const [all, end] = [received(theirs, 1), ended(theirs)]
    ours.send(Uint8Array.of(9))
    ours.close()
    expect((await all).flat()).toEqual([9])
    await end
    theirs.close()
    await listener.close()
  })

  it('does not tell the end that closes', async () => {
    const { listener, ours, theirs } = await connected(open())
    let told = false
    ours.onEnd(() => {
      told = true
    })
    const end = ended(theirs)
    ours.close()
    await end
    theirs.close()
    expect(told).toBe(false)
    await listener.close()
  })

  it('refuses a connection that nobody takes, and says where', async () => {
    const network = open()
    const listener = await network.listen(at)
    await listener.close()
    await expect(network.connect(listener.local)).rejects.toThrow(addressText(listener.local))
  })

  it('refuses to listen at an address in use', async () => {
    const network = open()
    const listener = await network.listen(at)
    await expect(network.listen(listener.local)).rejects.toThrow('already')
    await listener.close()
  })
})

it('refuses a TCP port that is none', async () => {
  await expect(udpNetwork().listen({ port: 65536 })).rejects.toThrow('no TCP port')
})

describe('TCP in memory', () => {
  it('cuts what is sent into segments of the size that the weather says', async () => {
    const { ours, theirs } = await connected(new MemoryNetwork({ weather: { segment: 2 } }))
    const pieces = received(theirs, 5)
    ours.send(Uint8Array.of(1, 2, 3, 4, 5))
    expect(await pieces).toEqual([[1, 2], [3, 4], [5]])
  })

  it('takes its time: a round trip to open, one way for octets', async () => {
    const network = new MemoryNetwork({ weather: { delay: 40 } })
    const start = network.clock.now()
    const { ours, theirs } = await connected(network)
    expect(network.clock.now() - start).toBe(80)
    const come = received(theirs, 1)
    ours.send(Uint8Array.of(1))
    await come
    expect(network.clock.now() - start).toBe(120)
  })

  it('keeps order and loses nothing in foul weather, but time', async () => {
    const network = new MemoryNetwork({ weather: { loss: 0.3, reordering: 0.5, reorderBy: 300 } })
    const start = network.clock.now()
    const { ours, theirs } = await connected(network)
    const come = received(theirs, 100)
    const sent = Array.from({ length: 100 }, (_, value) => value)
    for (const value of sent) ours.send(Uint8Array.of(value))
    expect((await come).flat()).toEqual(sent)
    expect(network.clock.now() - start).toBeGreaterThan(200)
  })

  it('breaks when nothing comes through', async () => {
    const network = new MemoryNetwork()
    const { ours, theirs } = await connected(network)
    network.weather = { ...network.weather, loss: 1 }
    const ends = Promise.all([ended(ours), ended(theirs)])
    ours.send(Uint8Array.of(1))
    await ends
  })

  it('breaks both ends when it is cut, and what was under way is lost', async () => {
    const network = new MemoryNetwork()
    const { ours, theirs } = await connected(network)
    const ends = Promise.all([ended(ours), ended(theirs)])
    let come = 0
    theirs.onOctets(() => come++)
    ours.send(Uint8Array.of(1))
    network.cut()
    await ends
    await sleep(network.clock, 1000)
    expect(come).toBe(0)
  })
})
