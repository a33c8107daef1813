import { type Address, type Carried, type DatagramSocket, type Ends, type Network, through } from '#net'
import { type DeviceAccount, deviceEnd, type SharedAccount, serverEnd } from './account.ts'
import { hex } from './octets.ts'
import { type SecureOptions, type SecureSocket, secureSocket } from './secure-socket.ts'
import type { DtlsEvent } from './session.types.ts'

/** Told what happens below the datagrams that a secured network carries. */
export interface SecurityWatch {
  carried(carried: Carried): void
  /** All but datagrams and data. */
  happened(ends: Ends, event: DtlsEvent): void
  /** A line of an NSS key log: the master secret of a session. */
  key(ends: Ends, line: string): void
}

export interface Security {
  /** The account by which we connect to a peer; undefined: nothing is sent to it. */
  readonly device?: (to: Address) => DeviceAccount | undefined
  /** The accounts of those whom we serve. */
  readonly accounts?: readonly SharedAccount[]
  readonly watch?: SecurityWatch
  /** What our end of the next handshake does otherwise than the accounts say. */
  readonly otherwise?: (ends: Pick<Ends, 'peer'>) => Otherwise | undefined
  /** Told of each socket that was bound. */
  readonly onSocket?: (socket: SecureSocket) => void
}

/** What an end of a handshake does otherwise than its account says, by the role it has in it. */
export interface Otherwise {
  readonly client?: Partial<ReturnType<NonNullable<SecureOptions['client']>>>
  readonly server?: Partial<ReturnType<NonNullable<SecureOptions['server']>>>
}

/** The same network, its datagrams under DTLS 1.2. @throws RangeError when a key or certificate of ours is none */
export function secured(
  network: Network,
  { device, accounts, watch, otherwise, onSocket }: Security,
): Network {
  const { clock, secrets } = network
  const random = secrets.fork(`dtls ${hex(secrets.bytes(8))}`)
  const served = accounts && serverEnd(accounts)
  return through(network, {
    socket(socket) {
      const { local } = socket
      const keyLog = (peer: Address) =>
        watch && { keyLog: (line: string) => watch.key({ local, peer }, line) }
      const secure = secureSocket(watch === undefined ? socket : watched(socket, network, watch), {
        clock,
        random,
        ...(watch && { onEvent: (peer, event) => watch.happened({ local, peer }, event) }),
        client(to) {
          const account = device?.(to)
          if (account === undefined) return undefined
          const other = otherwise?.({ peer: to })?.client
          return { ...deviceEnd(account, () => clock.now()), ...keyLog(to), ...other }
        },
        server: (from) => served && { ...served, ...keyLog(from), ...otherwise?.({ peer: from })?.server },
      })
      onSocket?.(secure)
      return secure
    },
  })
}

function watched(socket: DatagramSocket, { clock }: Network, watch: SecurityWatch): DatagramSocket {
  return {
    get local() {
      return socket.local
    },
    send(datagram, to) {
      const { local } = socket
      watch.carried({ direction: 'out', at: clock.now(), local, peer: to, datagram })
      socket.send(datagram, to)
    },
    onDatagram: (listener) =>
      socket.onDatagram((datagram, peer) => {
        watch.carried({ direction: 'in', at: clock.now(), local: socket.local, peer, datagram })
        listener(datagram, peer)
      }),
    close: () => socket.close(),
  }
}
