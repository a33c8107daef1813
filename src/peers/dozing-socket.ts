import type { Clock, DatagramSocket } from '#net'

/**
 * A socket that hears nothing while its owner sleeps; what it sends wakes it.
 * @param awakeTime milliseconds that it listens after its last message, asked anew each time
 */
export function dozingSocket(socket: DatagramSocket, clock: Clock, awakeTime: () => number): DatagramSocket {
  let lastSent = clock.now()
  return {
    local: socket.local,
    send(datagram, to) {
      lastSent = clock.now()
      socket.send(datagram, to)
    },
    onDatagram: (listener) =>
      socket.onDatagram((datagram, from) => {
        if (clock.now() - lastSent < awakeTime()) listener(datagram, from)
      }),
    close: () => socket.close(),
  }
}
