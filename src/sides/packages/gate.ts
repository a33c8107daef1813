import { type Network, through } from '#net'

/** A door to the network that can be shut: then nothing comes in, and nothing goes out. */
export interface Gate {
  isOpen: boolean
}

/** The same network, as long as the gate is open. */
export function gated(network: Network, gate: Gate): Network {
  return through(network, {
    socket: (socket) => ({
      local: socket.local,
      send: (datagram, to) => {
        if (gate.isOpen) socket.send(datagram, to)
      },
      onDatagram: (listener) =>
        socket.onDatagram((datagram, from) => {
          if (gate.isOpen) listener(datagram, from)
        }),
      close: () => socket.close(),
    }),
    connection: (connection) => ({
      local: connection.local,
      peer: connection.peer,
      send: (octets) => {
        if (gate.isOpen) connection.send(octets)
      },
      onOctets: (listener) =>
        connection.onOctets((octets) => {
          if (gate.isOpen) listener(octets)
        }),
      onEnd: (listener) => connection.onEnd(listener),
      close: () => connection.close(),
    }),
  })
}
