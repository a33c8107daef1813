import { contentTypes } from '#dtls'
import { type Address, addressText, type DatagramSocket, through } from '#net'
import { instead } from './instead.ts'
import type { Networked } from './on-datagrams.ts'

/** Puts another socket in the place of a peer's. */
export function onSocket<Peer extends Networked>(
  make: (socket: DatagramSocket) => DatagramSocket,
): (peer: Peer) => void {
  return (peer) =>
    instead(peer, 'options', (options) => ({
      ...options,
      network: through(options.network, { socket: make }),
    }))
}

/** Where a record with a connection id begins in a datagram; undefined: nowhere. */
export function recordWithId(datagram: Uint8Array): number | undefined {
  for (let at = 0; at + 13 <= datagram.length; ) {
    if (datagram[at] === contentTypes.connectionId) return at
    at += 13 + ((datagram[at + 11]! << 8) | datagram[at + 12]!)
  }
  return undefined
}

/** The octets after the header, where a connection id begins, with one bit changed. */
export function idChanged(datagram: Uint8Array): Uint8Array {
  const at = recordWithId(datagram)
  return at === undefined ? datagram : datagram.with(at + 11, datagram[at + 11]! ^ 1)
}

/** Asked of each datagram whether it is heard. @param isFirst whether it comes from where the first record with an id came from */
export function hearing(
  socket: DatagramSocket,
  hears: (from: Address, how: { readonly isFirst: boolean; readonly hasId: boolean }) => boolean,
): DatagramSocket {
  let first: string | undefined
  return {
    ...socket,
    onDatagram: (listener) =>
      socket.onDatagram((datagram, from) => {
        const hasId = recordWithId(datagram) === 0
        if (hasId) first ??= addressText(from)
        if (hears(from, { hasId, isFirst: first === addressText(from) })) listener(datagram, from)
      }),
  }
}
