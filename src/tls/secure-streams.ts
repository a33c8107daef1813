import { type Address, addressText, type Network, NetworkError } from '#net'
import { answers, connects } from './handshake.ts'
import { checkCertificate } from './settings.ts'
import type { TlsClient, TlsOtherwise, TlsServer, TlsWatch } from './tls.types.ts'

export interface StreamSecurity {
  /** As whom we connect to a peer; undefined: no connection with it is opened. */
  readonly client?: (to: Address) => TlsClient | undefined
  /** As whom we answer those who connect. */
  readonly server?: TlsServer
  /** What our end of a handshake with a peer does otherwise. */
  readonly otherwise?: (peer: Address) => TlsOtherwise | undefined
  readonly watch?: TlsWatch
}

/**
 * The same network, its TCP connections under TLS 1.2 or 1.3 (coaps+tcp, RFC 8323 §8.2): whoever opens or takes one
 * gets it when the handshake is done. Datagrams pass as they are. Opening or listening without credentials is a
 * NetworkError, as is a handshake that fails.
 * @throws RangeError when the server's certificate is none, or not that of its private key
 */
export function securedStreams(
  network: Network,
  { client, server, otherwise, watch }: StreamSecurity,
): Network {
  const { clock, random, secrets } = network
  if (server !== undefined && 'certificate' in server) checkCertificate(server.certificate)
  return {
    clock,
    random,
    secrets,
    lookup: (host) => network.lookup(host),
    bind: (local) => network.bind(local),
    async connect(to, local) {
      const own = client?.(to)
      if (own === undefined) throw new NetworkError(`There are no credentials for ${addressText(to)}.`)
      const connection = await network.connect(to, local)
      try {
        return await connects(connection, { ...own, ...otherwise?.(to)?.client }, clock, watch)
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause)
        throw new NetworkError(`No TLS with ${addressText(to)}: ${reason}.`, { cause })
      }
    },
    async listen(local) {
      if (server === undefined) throw new NetworkError('There are no credentials to take connections with.')
      const listener = await network.listen(local)
      return {
        local: listener.local,
        // Whoever fails to prove who it is, is heard of by the watch alone.
        onConnection: (told) =>
          listener.onConnection((taken) => {
            const own = { ...server, ...otherwise?.(taken.peer)?.server }
            void answers(taken, own, clock, watch).then(told, () => taken.close())
          }),
        close: () => listener.close(),
      }
    },
  }
}
