import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { systemClock } from './clock.ts'
import type { Address } from './network.ts'

/** Milliseconds in which a host says so. */
const patience = 1000

/**
 * Whether a host says that nobody takes UDP at an address (ICMP port unreachable, RFC 1122 §4.1.3.1). The operating system
 * tells it to connected sockets alone, so that it takes a socket and a datagram of its own. False where nothing is said.
 * @param datagram harmless to whoever takes it
 */
export function isRefusedUdp({ host, port }: Address, datagram: Uint8Array): Promise<boolean> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    const end = (isRefused: boolean): void => {
      timer.cancel()
      socket.removeAllListeners('error').on('error', () => {})
      socket.close()
      resolve(isRefused)
    }
    const timer = systemClock.after(patience, () => end(false))
    socket.on('error', (failure: NodeJS.ErrnoException) => end(failure.code === 'ECONNREFUSED'))
    socket.on('message', () => end(false))
    // Without a route it is connected to nothing.
    socket.connect(port, host, (failure?: Error) =>
      failure === undefined ? socket.send(datagram) : end(false),
    )
  })
}
