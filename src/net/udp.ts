import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIPv4, isIPv6 } from 'node:net'
import { systemClock } from './clock.ts'
import { codeOf, isPort, openProblem } from './local-address.ts'
import { type Address, type DatagramSocket, type Network, NetworkError } from './network.ts'
import { type Random, systemRandom } from './random.ts'
import { connectTcp, listenTcp } from './tcp.ts'

export interface UdpNetworkOptions {
  /** Chance of the operating system unless said otherwise; secrets always come from there. */
  readonly random?: Random
  /** Sockets bound to `::` take IPv4 too; peers' addresses still read `192.0.2.1`. Default: IPv6 only. */
  readonly dualStack?: boolean
}

/** The operating system's UDP and TCP sockets (IPv4 and IPv6) on the wall clock. They bind to 0.0.0.0 by default. */
export function udpNetwork(options: UdpNetworkOptions = {}): Network {
  return {
    clock: systemClock,
    random: options.random ?? systemRandom(),
    secrets: systemRandom(),
    bind: async ({ host = '0.0.0.0', port = 0 } = {}) =>
      bindUdp({ host: await resolveHost(host), port }, options.dualStack ?? false),
    listen: async ({ host = '0.0.0.0', port = 0 } = {}) =>
      listenTcp({ host: await resolveHost(host), port }, options.dualStack ?? false),
    connect: connectTcp,
    lookup: resolveHost,
  }
}

async function bindUdp(wanted: Address, dualStack: boolean): Promise<DatagramSocket> {
  if (!isPort(wanted.port)) {
    throw new NetworkError(`${wanted.port} is no UDP port; choose one from 0 (any free one) to 65535.`)
  }
  const family = isIPv6(wanted.host) ? 'udp6' : 'udp4'
  const both = dualStack && wanted.host === '::'
  const socket = createSocket({ type: family, ipv6Only: family === 'udp6' && !both })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ address: wanted.host, port: wanted.port }, resolve)
    })
  } catch (cause) {
    socket.close()
    throw new NetworkError(openProblem('UDP', wanted, codeOf(cause)), { cause })
  }
  socket.removeAllListeners('error')
  // An error on an open socket concerns one datagram (no route, too long, ICMP): it is lost, like any other.
  socket.on('error', () => {})
  return adapt(socket, both)
}

function adapt(socket: Socket, mapped: boolean): DatagramSocket {
  const { address: host, port } = socket.address()
  let closing: Promise<void> | undefined
  /** Datagrams that Node has not sent yet: it does so on the next tick, and never once the socket is closed. */
  let leaving = 0
  let told = (): void => {}
  const left = (): void => {
    leaving--
    if (leaving === 0) told()
  }
  return {
    local: { host, port },
    send(datagram, to) {
      if (closing !== undefined) return
      const target = mapped && isIPv4(to.host) ? `::ffff:${to.host}` : to.host
      leaving++
      try {
        // A copy: the caller may have reused its buffer by then.
        socket.send(Buffer.from(datagram), to.port, target, left)
      } catch {
        // Port 0 cannot carry it: lost.
        left()
      }
    },
    onDatagram(listener) {
      socket.removeAllListeners('message')
      socket.on('message', (datagram, from) => {
        const peer = mapped ? from.address.replace(/^::ffff:(?=\d+\.)/i, '') : from.address
        listener(new Uint8Array(datagram), { host: peer, port: from.port })
      })
    },
    close() {
      if (closing !== undefined) return closing
      socket.removeAllListeners('message')
      closing = new Promise((resolve) => {
        told = () => socket.close(resolve)
      })
      if (leaving === 0) told()
      return closing
    },
  }
}

async function resolveHost(host: string): Promise<string> {
  if (isIPv4(host) || isIPv6(host)) return host
  try {
    return (await lookup(host, { order: 'ipv4first' })).address
  } catch (cause) {
    throw new NetworkError(
      `The host name "${host}" has no IP address here (${codeOf(cause)}); check its spelling and the DNS, or give the IP address itself.`,
      { cause },
    )
  }
}
