import { expect, it } from 'vitest'
import { isRefusedUdp } from './refused.ts'
import { udpNetwork } from './udp.ts'

const reset = Uint8Array.of(0x70, 0, 0, 1)

it.runIf(process.platform === 'linux')(
  'tells a port that nobody takes UDP at from one that somebody does',
  async () => {
    const socket = await udpNetwork().bind({ host: '127.0.0.1' })
    let came: Uint8Array | undefined
    socket.onDatagram((datagram, from) => {
      came = datagram
      socket.send(datagram, from)
    })
    expect(await isRefusedUdp(socket.local, reset)).toBe(false)
    expect(came).toEqual(reset)
    await socket.close()
    expect(await isRefusedUdp(socket.local, reset)).toBe(true)
  },
)
