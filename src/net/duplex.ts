import { Duplex } from 'node:stream'
import type { Clock } from './clock.ts'
import type { Connection } from './network.ts'

/** Turns of the event loop that Node may need to pass octets on through its own streams. */
const turns = 6

/** A connection as a stream of Node, for its own protocols; virtual time waits while octets are under way in it. */
export function duplexOf(connection: Connection, clock: Clock): Duplex {
  const busy = (): void => {
    const release = clock.hold()
    const turn = (left: number): void => void (left === 0 ? release() : setImmediate(turn, left - 1))
    turn(turns)
  }
  const duplex = new Duplex({
    read() {},
    write(octets: Buffer, _encoding, done) {
      busy()
      connection.send(new Uint8Array(octets))
      done()
    },
    destroy(failure, done) {
      busy()
      connection.close()
      done(failure)
    },
  })
  connection.onOctets((octets) => {
    busy()
    duplex.push(octets)
  })
  connection.onEnd(() => {
    busy()
    duplex.push(null)
  })
  return duplex
}
