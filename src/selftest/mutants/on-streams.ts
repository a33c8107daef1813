import { type Connection, type Network, through } from '#net'
import { instead } from './instead.ts'
import type { Networked } from './on-datagrams.ts'

/** What a fault does to a connection of a peer. */
export interface StreamFault {
  /** Octets that came at once, and how to end the connection; what is given back goes on in their place. */
  readonly incoming?: (octets: Uint8Array, end: () => void) => Uint8Array | undefined
  /** A message on its way out; the messages that leave in its place. */
  readonly outgoing?: (frame: Uint8Array) => readonly Uint8Array[]
}

/** Puts a fault between a peer and its TCP connections, a new one for each. */
export function onStreams<Peer extends Networked>(fault: () => StreamFault): (peer: Peer) => void {
  const faulty = (network: Network): Network =>
    through(network, { connection: (connection) => spoiled(connection, fault()) })
  return (peer) => instead(peer, 'options', (options) => ({ ...options, network: faulty(options.network) }))
}

function spoiled(connection: Connection, { incoming, outgoing }: StreamFault): Connection {
  let ended: () => void = () => {}
  const end = (): void => {
    connection.close()
    ended()
  }
  return {
    local: connection.local,
    peer: connection.peer,
    send(octets) {
      for (const frame of outgoing?.(octets) ?? [octets]) connection.send(frame)
    },
    onOctets: (listener) =>
      connection.onOctets((octets) => {
        const changed = incoming === undefined ? octets : incoming(octets, end)
        if (changed !== undefined) listener(changed)
      }),
    onEnd(listener) {
      ended = listener
      connection.onEnd(listener)
    },
    close: () => connection.close(),
  }
}
