import { connect, createSecureContext, TLSSocket as Session, type TLSSocket } from 'node:tls'
import { type Clock, type Connection, duplexOf } from '#net'
import { ClearMessages } from './clear-messages.ts'
import { agreed, connectionIn } from './secure-connection.ts'
import { contextOptions, protocolList } from './settings.ts'
import type { TlsClient, TlsServer, TlsWatch, VerifyPeer } from './tls.types.ts'

/** Milliseconds that a handshake may take. */
const patience = 30_000

/** A handshake that is under way. */
interface Handshake {
  readonly socket: TLSSocket
  readonly verify: VerifyPeer | undefined
  /** The PSK identity, once it is known. */
  readonly identity: () => string | undefined
}

/**
 * Connects as a client by a connection, and gives what is inside.
 * @throws Error with the reason of whoever ended the handshake
 */
export function connects(
  connection: Connection,
  own: TlsClient,
  clock: Clock,
  watch: TlsWatch | undefined,
): Promise<Connection> {
  const psk = 'psk' in own ? own.psk : undefined
  const { certificate, verifyPeer: verify } = 'psk' in own ? {} : own
  const socket = connect({
    socket: duplexOf(watched(connection, 'us', clock, watch), clock),
    ALPNProtocols: protocolList(own.protocol),
    // Who the peer is, is judged by what the account says, not by the authorities of this machine.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(own.serverName !== undefined && { servername: own.serverName }),
    ...contextOptions(psk ? 'psk' : 'certificate', own, certificate),
    ...(psk && { pskCallback: () => ({ identity: psk.identity, psk: psk.key }) }),
  })
  return shaken(connection, { socket, verify, identity: () => psk?.identity }, clock, watch)
}

/** Answers a client that connects by a connection. @throws Error with the reason of whoever ended the handshake */
export async function answers(
  connection: Connection,
  own: TlsServer,
  clock: Clock,
  watch: TlsWatch | undefined,
): Promise<Connection> {
  const psk = 'psk' in own ? own.psk : undefined
  const { certificate, verifyPeer: verify } = 'psk' in own ? {} : own
  let identity: string | undefined
  const socket = new Session(duplexOf(watched(connection, 'peer', clock, watch), clock), {
    isServer: true,
    ALPNProtocols: protocolList(own.protocol),
    requestCert: verify !== undefined,
    rejectUnauthorized: false,
    secureContext: createSecureContext(contextOptions(psk ? 'psk' : 'certificate', own, certificate)),
    ...(psk && {
      pskCallback: (_: TLSSocket, named: string) => {
        identity = named
        return psk(named) ?? null
      },
    }),
  })
  return shaken(connection, { socket, verify, identity: () => identity }, clock, watch)
}

function shaken(
  { local, peer }: Connection,
  { socket, verify, identity }: Handshake,
  clock: Clock,
  watch: TlsWatch | undefined,
): Promise<Connection> {
  const ends = { local, peer }
  return new Promise((resolve, reject) => {
    const fail = (reason: string, by: 'us' | 'peer' | 'silence'): void => {
      timer.cancel()
      socket.off('close', closed)
      socket.destroy()
      watch?.happened(ends, { kind: 'refused', by, reason })
      reject(new Error(reason))
    }
    const timer = clock.after(patience, () => fail('no answer to the handshake', 'silence'))
    const broken = ({ code, message }: NodeJS.ErrnoException): void =>
      // OpenSSL names an alert that came by another code than what made it send one.
      fail(
        code ?? message,
        code?.startsWith('ERR_SSL_') === true && !code.includes('_ALERT_') ? 'us' : 'peer',
      )
    const closed = (): void => fail('the connection ended within the handshake', 'peer')
    if (watch !== undefined)
      socket.on('keylog', (line: Buffer) => watch.key(ends, line.toString('latin1').trimEnd()))
    socket.once('error', broken)
    socket.once('close', closed)
    socket.once('secure', () => {
      socket.off('error', broken)
      socket.off('close', closed)
      const inside = connectionIn(socket, ends)
      try {
        const association = agreed(socket, verify, identity())
        watch?.happened(ends, { kind: 'agreed', association })
      } catch (failure) {
        return fail(failure instanceof Error ? failure.message : String(failure), 'us')
      }
      timer.cancel()
      resolve(inside)
    })
  })
}

function watched(
  connection: Connection,
  by: 'us' | 'peer',
  clock: Clock,
  watch: TlsWatch | undefined,
): Connection {
  if (watch === undefined) return connection
  const { local, peer } = connection
  const carried = (direction: 'in' | 'out', datagram: Uint8Array): void =>
    watch.carried({ transport: 'tcp', direction, at: clock.now(), local, peer, datagram })
  const clear = new ClearMessages()
  watch.happened({ local, peer }, { kind: 'opened', at: clock.now(), by })
  return {
    local,
    peer,
    send(octets) {
      carried('out', octets)
      connection.send(octets)
    },
    onOctets: (listener) =>
      connection.onOctets((octets) => {
        carried('in', octets)
        for (const message of clear.push(octets))
          watch.happened({ local, peer }, { kind: 'message', message })
        listener(octets)
      }),
    onEnd: (listener) => connection.onEnd(listener),
    close: () => connection.close(),
  }
}
