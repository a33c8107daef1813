import { type Connection, type DatagramSocket, type Network, through } from '#net'

/**
 * A network of which its owner hears nothing while it sleeps; what it sends wakes it. Datagrams that come meanwhile are
 * lost, octets of a stream wait for it.
 * @param awakeTime milliseconds that it listens after its last message, asked anew each time
 * @param saysSomething told of each message
 */
export function dozing(
  network: Network,
  awakeTime: () => number,
  saysSomething: () => void = () => {},
): Network {
  const { clock } = network
  return through(network, {
    socket(socket): DatagramSocket {
      let lastSent = clock.now()
      return {
        local: socket.local,
        send(datagram, to) {
          lastSent = clock.now()
          saysSomething()
          socket.send(datagram, to)
        },
        onDatagram: (listener) =>
          socket.onDatagram((datagram, from) => {
            if (clock.now() - lastSent < awakeTime()) listener(datagram, from)
          }),
        close: () => socket.close(),
      }
    },
    connection(connection): Connection {
      let lastSent = clock.now()
      let hear: (octets: Uint8Array) => void = () => {}
      const waiting: Uint8Array[] = []
      return {
        local: connection.local,
        peer: connection.peer,
        send(octets) {
          lastSent = clock.now()
          saysSomething()
          connection.send(octets)
          for (const piece of waiting.splice(0)) hear(piece)
        },
        onOctets(listener) {
          hear = listener
          connection.onOctets((octets) => {
            if (clock.now() - lastSent < awakeTime()) listener(octets)
            else waiting.push(octets)
          })
        },
        onEnd: (listener) => connection.onEnd(listener),
        close: () => connection.close(),
      }
    },
  })
}
