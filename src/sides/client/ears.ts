import { decode, describe } from '#coap'
import { type DatagramSocket, sleep } from '#net'
import { Moment } from '../moment.ts'
import type { Session } from '../session.ts'

/** A datagram that came while our Client slept. */
export interface Disturbance {
  /** The message in one line. */
  readonly text: string
  readonly at: number
  readonly frame: number
}

/** What our Client hears with: deaf while it sleeps in queue mode, when what comes is written down and answered by nobody. */
export class Ears {
  readonly #session: Session
  #missed: Disturbance[] | undefined

  constructor(session: Session) {
    this.#session = session
  }

  /** The socket as the Client hears it. */
  on(socket: DatagramSocket): DatagramSocket {
    const { clock } = this.#session
    return {
      local: socket.local,
      send: (datagram, to) => socket.send(datagram, to),
      onDatagram: (listener) =>
        socket.onDatagram((datagram, peer) => {
          if (this.#missed === undefined) return listener(datagram, peer)
          const at = clock.now()
          const decoded = decode(datagram)
          const frame = this.#session.scribe.message({
            direction: 'in',
            at,
            local: socket.local,
            peer,
            datagram,
            decoded,
            repeated: false,
          })
          const text = decoded.message === undefined ? 'no CoAP' : describe(decoded.message)
          this.#missed.push({ text, at, frame })
        }),
      close: () => socket.close(),
    }
  }

  /** Hears nothing for so many seconds, counted from this call; the moment is what came meanwhile. */
  close(seconds: number): Moment<readonly Disturbance[]> {
    const { clock, inbox, scribe } = this.#session
    const missed: Disturbance[] = []
    this.#missed = missed
    const over = sleep(clock, seconds * 1000).then(() => {
      this.#missed = undefined
    })
    return new Moment(`what is sent to the sleeping Client in ${seconds} s`, 'server', async () => {
      scribe.wait(seconds * 1000, 'the Client sleeps', 'case')
      await over
      return { value: missed, at: clock.now(), frame: missed[0]?.frame ?? null, position: inbox.end }
    })
  }
}
