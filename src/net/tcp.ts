import { createConnection, createServer, isIPv6, type Server, type Socket } from 'node:net'
import { systemClock } from './clock.ts'
import { codeOf, isPort, openProblem } from './local-address.ts'
import {
  type Address,
  addressText,
  type Connection,
  type ConnectionListener,
  NetworkError,
} from './network.ts'

/** Milliseconds until a connection that nobody answers counts as failed. */
const patience = 30_000

/**
 * Takes TCP connections of the operating system.
 * @param dualStack a socket bound to `::` takes IPv4 too
 */
export async function listenTcp(wanted: Address, dualStack: boolean): Promise<ConnectionListener> {
  if (!isPort(wanted.port)) {
    throw new NetworkError(`${wanted.port} is no TCP port; choose one from 0 (any free one) to 65535.`)
  }
  let tell: ((connection: Connection) => void) | undefined
  const early: Connection[] = []
  const server: Server = createServer({ noDelay: true }, (socket) => {
    const connection = adapt(socket)
    if (connection === undefined) return
    if (tell === undefined) early.push(connection)
    else tell(connection)
  })
  const ipv6Only = isIPv6(wanted.host) && !(dualStack && wanted.host === '::')
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: wanted.host, port: wanted.port, ipv6Only }, resolve)
    })
  } catch (cause) {
    throw new NetworkError(openProblem('TCP', wanted, codeOf(cause)), { cause })
  }
  server.removeAllListeners('error')
  // An error on a listening socket concerns one connection that could not be taken.
  server.on('error', () => {})
  const at = server.address()
  let closing: Promise<void> | undefined
  return {
    local: at !== null && typeof at === 'object' ? { host: at.address, port: at.port } : wanted,
    onConnection(listener) {
      tell = listener
      for (const connection of early.splice(0)) listener(connection)
    },
    close() {
      // Not awaited to the end: Node ends the promise only when the last connection is gone, which its owner closes.
      closing ??= new Promise((resolve) => {
        server.close()
        setImmediate(resolve)
      })
      return closing
    },
  }
}

/** Opens a TCP connection of the operating system. @throws NetworkError when nobody takes it */
export async function connectTcp(
  to: Address,
  local: { host?: string; port?: number } = {},
): Promise<Connection> {
  const socket = createConnection({
    host: to.host,
    port: to.port,
    noDelay: true,
    ...(local.host === undefined || /^(0\.0\.0\.0|::)$/.test(local.host) ? {} : { localAddress: local.host }),
    ...(local.port === undefined || local.port === 0 ? {} : { localPort: local.port }),
  })
  const timer = systemClock.after(patience, () => socket.destroy(new Error('no answer')))
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('connect', resolve)
    })
  } catch (cause) {
    socket.destroy()
    throw new NetworkError(connectProblem(to, codeOf(cause)), { cause })
  } finally {
    timer.cancel()
  }
  socket.removeAllListeners('error')
  const connection = adapt(socket)
  if (connection === undefined) throw new NetworkError(connectProblem(to, 'closed at once'))
  return connection
}

/** Undefined when the socket is gone already. */
function adapt(socket: Socket): Connection | undefined {
  const { localAddress, localPort, remoteAddress, remotePort } = socket
  if (localAddress === undefined || remoteAddress === undefined) {
    socket.destroy()
    return undefined
  }
  let isOurs = false
  let ended: (() => void) | undefined
  let over = false
  // What breaks a connection is told as its end.
  socket.on('error', () => {})
  socket.on('close', () => {
    over = true
    if (!isOurs) ended?.()
  })
  return {
    local: { host: plain(localAddress), port: localPort ?? 0 },
    peer: { host: plain(remoteAddress), port: remotePort ?? 0 },
    send(octets) {
      // A copy: Node may send later, when the caller has reused its buffer.
      if (socket.writable) socket.write(Buffer.from(octets))
    },
    onOctets(listener) {
      socket.on('data', (octets) => listener(new Uint8Array(octets)))
    },
    onEnd(listener) {
      ended = listener
      if (over && !isOurs) listener()
    },
    close() {
      isOurs = true
      socket.destroySoon()
    },
  }
}

/** An IPv4 address as a socket for both families tells it reads as IPv4. */
function plain(host: string): string {
  return host.replace(/^::ffff:(?=\d+\.)/i, '')
}

function connectProblem(to: Address, code: string): string {
  const where = addressText(to)
  return code === 'ECONNREFUSED'
    ? `Nobody takes TCP connections at ${where}; check host and port, and that the server is up and listens on TCP.`
    : `No TCP connection to ${where} (${code}); check host, port, routes and firewalls.`
}
