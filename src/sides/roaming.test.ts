import { describe, expect, it } from 'vitest'
import { type Address, addressText, MemoryNetwork, sleep } from '#net'
import { Roaming } from './roaming.ts'

const hello = Uint8Array.of(22, 254, 253, 0, 0)
const data = (octet: number): Uint8Array => Uint8Array.of(23, 254, 253, 0, 1, octet)

async function opened() {
  const network = new MemoryNetwork()
  const roaming = new Roaming(network)
  const socket = await roaming.network.bind({ host: '192.0.2.2', port: 4000 })
  const peer = await network.bind({ host: '192.0.2.1', port: 5684 })
  const came: { readonly octets: number[]; readonly from: Address }[] = []
  peer.onDatagram((datagram, from) => came.push({ octets: [...datagram], from }))
  return { clock: network.clock, roaming, socket, peer, came }
}

describe('a socket that roams', () => {
  it('sends and hears at the other address alone, until it returns', async () => {
    const { clock, roaming, socket, peer, came } = await opened()
    const heard: number[] = []
    socket.onDatagram((datagram) => heard.push(...datagram))
    const home = socket.local
    socket.send(data(1), peer.local)
    await roaming.leaves()
    const abroad = socket.local
    expect(addressText(abroad)).not.toBe(addressText(home))
    socket.send(data(2), peer.local)
    peer.send(Uint8Array.of(7), home)
    peer.send(Uint8Array.of(8), abroad)
    await sleep(clock, 10)
    roaming.returns()
    socket.send(data(3), peer.local)
    peer.send(Uint8Array.of(9), home)
    await sleep(clock, 10)
    expect(came.map(({ from }) => from)).toEqual([home, abroad, home])
    expect(heard).toEqual([8, 9])
  })

  it('repeats the first data since the last handshake from the other address', async () => {
    const { clock, roaming, socket, peer, came } = await opened()
    const sent = [data(1), hello, data(2), data(3)]
    for (const one of sent) {
      socket.send(one, peer.local)
      await sleep(clock, 10)
    }
    await roaming.repeats(peer.local)
    await sleep(clock, 10)
    expect(came.at(-1)?.octets).toEqual([...data(2)])
    expect(addressText(came.at(-1)!.from)).not.toBe(addressText(socket.local))
  })
})
