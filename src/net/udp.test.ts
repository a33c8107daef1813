import { networkInterfaces } from 'node:os'
import { describe, expect, it, test } from 'vitest'
import { type Address, type DatagramSocket, NetworkError } from './network.ts'
import { seededRandom } from './random.ts'
import { udpNetwork } from './udp.ts'

const network = udpNetwork()
const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
const withoutIPv6 = !addresses.some(({ address }) => address === '::1')

function arrival(socket: DatagramSocket): Promise<{ datagram: Uint8Array; from: Address }> {
  return new Promise((resolve) => {
    socket.onDatagram((datagram, from) => resolve({ datagram, from }))
  })
}

async function withSockets<T>(sockets: DatagramSocket[], body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } finally {
    await Promise.all(sockets.map((socket) => socket.close()))
  }
}

describe.for(['127.0.0.1', '::1'])('a UDP socket on %s', (host) => {
  const it = test.skipIf(host === '::1' && withoutIPv6)

  it('carries a datagram and names its sender', async () => {
    const a = await network.bind({ host })
    const b = await network.bind({ host })
    await withSockets([a, b], async () => {
      const arrived = arrival(b)
      a.send(Uint8Array.of(0x40, 0x01, 0xff), b.local)
      expect(await arrived).toEqual({ datagram: Uint8Array.of(0x40, 0x01, 0xff), from: a.local })
    })
  })

  it('sends what the buffer held when send was called', async () => {
    const a = await network.bind({ host })
    const b = await network.bind({ host })
    await withSockets([a, b], async () => {
      const arrived = arrival(b)
      const buffer = Uint8Array.of(1)
      a.send(buffer, b.local)
      buffer[0] = 2
      expect((await arrived).datagram).toEqual(Uint8Array.of(1))
    })
  })

  it('sends what was handed to it before it is closed', async () => {
    const a = await network.bind({ host })
    const b = await network.bind({ host })
    await withSockets([a, b], async () => {
      const arrived = arrival(b)
      a.send(Uint8Array.of(0x70, 0, 0, 1), b.local)
      await a.close()
      expect((await arrived).datagram).toEqual(Uint8Array.of(0x70, 0, 0, 1))
    })
  })

  it('says that a port is taken and what to do', async () => {
    const a = await network.bind({ host })
    await withSockets([a], async () => {
      const second = network.bind(a.local)
      await expect(second).rejects.toThrow(NetworkError)
      await expect(second).rejects.toThrow(/already uses UDP .*choose another port/)
    })
  })

  it('survives datagrams that cannot be carried', async () => {
    const a = await network.bind({ host })
    const b = await network.bind({ host })
    await withSockets([a, b], async () => {
      const arrived = arrival(b)
      a.send(new Uint8Array(70_000), b.local)
      a.send(Uint8Array.of(1), { host, port: 0 })
      a.send(Uint8Array.of(1), { host: host === '::1' ? '192.0.2.1' : '2001:db8::1', port: 5683 })
      a.send(Uint8Array.of(7), b.local)
      expect((await arrived).datagram).toEqual(Uint8Array.of(7))
    })
  })
})

describe('a UDP network', () => {
  it('binds to every IPv4 address and any free port by default', async () => {
    const socket = await network.bind()
    await withSockets([socket], async () => {
      expect(socket.local.host).toBe('0.0.0.0')
      expect(socket.local.port).toBeGreaterThan(0)
    })
  })

  // Once more when another programme happens to hold that port for IPv4.
  it.skipIf(withoutIPv6)(
    'keeps :: for IPv6 alone, so that IPv4 can have the same port',
    { retry: 2 },
    async () => {
      const six = await network.bind({ host: '::' })
      const four = await network.bind({ host: '0.0.0.0', port: six.local.port })
      await withSockets([six, four], async () => expect(four.local.port).toBe(six.local.port))
    },
  )

  it.skipIf(withoutIPv6)('serves both families on :: when asked, with plain IPv4 addresses', async () => {
    const dual = await udpNetwork({ dualStack: true }).bind({ host: '::' })
    const four = await network.bind({ host: '127.0.0.1' })
    await withSockets([dual, four], async () => {
      const request = arrival(dual)
      four.send(Uint8Array.of(1), { host: '127.0.0.1', port: dual.local.port })
      const { from } = await request
      expect(from).toEqual(four.local)
      const answer = arrival(four)
      dual.send(Uint8Array.of(2), from)
      expect((await answer).datagram).toEqual(Uint8Array.of(2))
    })
  })

  it('says that an address is not of this machine and what to do', async () => {
    await expect(network.bind({ host: '192.0.2.1' })).rejects.toThrow(/192\.0\.2\.1 is no address of this/)
  })

  it.skipIf(withoutIPv6)('proposes an address of the family that was asked for', async () => {
    await expect(network.bind({ host: '2001:db8::1' })).rejects.toThrow(/or :: for all/)
  })

  it('says that a number is no port', async () => {
    await expect(network.bind({ host: '127.0.0.1', port: 65536 })).rejects.toThrow(/65536 is no UDP port/)
  })

  it('closes once however often it is asked, and drops what is sent afterwards', async () => {
    const socket = await network.bind({ host: '127.0.0.1' })
    await Promise.all([socket.close(), socket.close()])
    expect(() => socket.send(Uint8Array.of(1), { host: '127.0.0.1', port: 5683 })).not.toThrow()
  })

  it('leaves IP literals as they are and prefers IPv4 for names', async () => {
    expect(await network.lookup('::1')).toBe('::1')
    expect(await network.lookup('192.0.2.7')).toBe('192.0.2.7')
    expect(await network.lookup('localhost')).toBe('127.0.0.1')
  })

  it('says that a name is unknown and what to do', async () => {
    await expect(network.lookup('no-such-host.invalid')).rejects.toThrow(/"no-such-host.invalid" has no IP/)
  })

  it('takes its chance from the generator it is given', () => {
    const random = udpNetwork({ random: seededRandom(7) }).random
    expect(random.bytes(4)).toEqual(seededRandom(7).bytes(4))
  })

  it('but secrets from the operating system: the same seed gives others', () => {
    const secrets = (): Uint8Array =>
      udpNetwork({ random: seededRandom(7) })
        .secrets.fork('keys')
        .bytes(16)
    expect(secrets()).not.toEqual(secrets())
  })
})
