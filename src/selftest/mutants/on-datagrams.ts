import { type CoapMessage, decode, encode } from '#coap'
import { type Address, type DatagramSocket, type Network, through } from '#net'
import { instead } from './instead.ts'

/** What a fault does to the datagrams of a peer. What it gives back goes on in its place; undefined: nothing goes on. */
export interface DatagramFault {
  readonly incoming?: (
    datagram: Uint8Array,
    answer: (reply: CoapMessage) => void,
    from: Address,
  ) => Uint8Array | undefined
  readonly outgoing?: (datagram: Uint8Array) => Uint8Array | undefined
}

/** A peer that opens its socket by the network of its options. */
export interface Networked {
  options: { readonly network: Network }
}

/** Puts a fault between a peer and its socket. */
export function onDatagrams<Peer extends Networked>(fault: () => DatagramFault): (peer: Peer) => void {
  return (peer) =>
    instead(peer, 'options', (options) => ({
      ...options,
      network: through(options.network, { socket: (socket) => faultySocket(socket, fault()) }),
    }))
}

function faultySocket(socket: DatagramSocket, { incoming, outgoing }: DatagramFault): DatagramSocket {
  const send = (datagram: Uint8Array, to: Address): void => {
    const changed = outgoing === undefined ? datagram : outgoing(datagram)
    if (changed !== undefined) socket.send(asItWas(datagram, changed), to)
  }
  return {
    local: socket.local,
    send,
    onDatagram: (listener) =>
      socket.onDatagram((datagram, from) => {
        const answer = (reply: CoapMessage): void => socket.send(encode(reply), from)
        const changed = incoming === undefined ? datagram : incoming(datagram, answer, from)
        if (changed !== undefined) listener(asItWas(datagram, changed), from)
      }),
    close: () => socket.close(),
  }
}

/** A datagram that was written anew without a change is still the one that was read. */
function asItWas(datagram: Uint8Array, changed: Uint8Array): Uint8Array {
  return changed !== datagram && Buffer.compare(changed, datagram) === 0 ? datagram : changed
}

/** What datagrams say: the faults of one peer read the same ones, one after the other. */
const read = new WeakMap<Uint8Array, CoapMessage>()

/** The message of a datagram, as far as it can be read. */
export function messageIn(datagram: Uint8Array): CoapMessage | undefined {
  const known = read.get(datagram)
  if (known !== undefined) return known
  const { message } = decode(datagram)
  if (message !== undefined) read.set(datagram, message)
  return message
}

/** Changes the messages that come, as far as they can be read. */
export function readingAs(
  change: (
    message: CoapMessage,
    answer: (reply: CoapMessage) => void,
    from: Address,
  ) => CoapMessage | undefined,
): () => DatagramFault {
  return () => ({
    incoming(datagram, answer, from) {
      const message = messageIn(datagram)
      if (message === undefined) return datagram
      const changed = change(message, answer, from)
      return changed === message ? datagram : changed && encode(changed)
    },
  })
}
