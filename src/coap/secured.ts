import {
  type DeviceAccount,
  type DtlsEvent,
  deviceEnd,
  type Otherwise,
  type Security,
  type SharedAccount,
  secured,
  serverEnd,
  suiteName,
} from '#dtls'
import type { Carried, Ends, Network } from '#net'
import { securedStreams, type TlsClient, type TlsEvent, type TlsOtherwise, type TlsServer } from '#tls'
import type { Transport } from './open.ts'

/** What becomes of an association, with DTLS or TLS. */
export type ChannelEvent = DtlsEvent | TlsEvent

/** Told what happens below the messages of a secured channel. */
export interface ChannelWatch {
  carried(carried: Carried): void
  happened(ends: Ends, event: ChannelEvent): void
  /** A line of an NSS key log. */
  key(ends: Ends, line: string): void
}

/** By which accounts a channel is secured. */
export interface ChannelSecurity extends Security {
  readonly watch?: ChannelWatch
}

/**
 * The same network, what is carried under DTLS 1.2 on UDP, under TLS on TCP (Transport 1.1.1 §5.2).
 * @throws RangeError when a key or certificate of ours is none, or when TLS cannot have it
 */
export function securedBy(transport: Transport, network: Network, security: ChannelSecurity): Network {
  if (transport === 'udp') return secured(network, security)
  const { device, accounts, otherwise, watch } = security
  const now = (): number => network.clock.now()
  return securedStreams(network, {
    ...(device && {
      client: (to) => {
        const account = device(to)
        return account && tlsDevice(account, now)
      },
    }),
    ...(accounts && { server: tlsServer(accounts) }),
    ...(otherwise && { otherwise: (peer) => tlsOtherwise(otherwise({ peer })) }),
    ...(watch && { watch }),
  })
}

/** As far as TLS can have it: what is done to messages and records is not in our hands there. */
function tlsOtherwise({ client, server }: Otherwise = {}): TlsOtherwise {
  const named = (numbers: readonly number[] | undefined) => numbers && { suites: numbers.map(suiteName) }
  const { certificate } = server ?? {}
  return {
    client: {
      ...named(client?.suites),
      ...(client?.psk && { psk: { identity: textOf(client.psk.identity), key: client.psk.key } }),
    },
    server: { ...named(server?.suites), ...(certificate?.kind === 'x509' && { certificate }) },
  }
}

const rawKeys = 'raw public keys are not available over TLS: Node knows certificates alone'

/**
 * How the device of an account connects with TLS.
 * @param now milliseconds since the Unix epoch, for the validity of certificates
 * @throws RangeError when a key or certificate in it is none, or the mode is not for TLS
 */
export function tlsDevice(account: DeviceAccount, now: () => number): TlsClient {
  const { psk, certificate, verifyPeer, serverName } = deviceEnd(account, now)
  const name = serverName === undefined ? {} : { serverName }
  if (psk !== undefined) return { psk: { identity: textOf(psk.identity), key: psk.key }, ...name }
  if (certificate?.kind !== 'x509') throw new RangeError(rawKeys)
  return { certificate, verifyPeer: (chain) => verifyPeer?.({ kind: 'x509', chain }), ...name }
}

/**
 * How the server of accounts in one mode answers those who connect with TLS.
 * @throws RangeError when a key or certificate is none, the server's are missing, or the mode is not for TLS
 */
export function tlsServer(accounts: readonly SharedAccount[]): TlsServer {
  const { psk, certificate, verifyPeer } = serverEnd(accounts)
  if (psk !== undefined) return { psk: (identity) => psk(new TextEncoder().encode(identity)) }
  if (certificate?.kind !== 'x509') throw new RangeError(rawKeys)
  return { certificate, verifyPeer: (chain) => verifyPeer?.({ kind: 'x509', chain }) }
}

/** Node takes an identity as text alone. */
function textOf(identity: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(identity)
  } catch {
    throw new RangeError('identity is no UTF-8, as which TLS takes it here')
  }
}
