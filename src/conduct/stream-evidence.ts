import type { ChannelEvent, WireEvent } from '#coap'
import type { Address, Capture, Carried, Ends } from '#net'
import { keyOf, wayOf } from './secured-evidence.ts'

/** As many octets of a connection are kept, for the captures of later cases. */
const mostOctets = 2 ** 19

/** A connection, and all that an analyser needs to read it: TLS counts its records from the first on. */
interface Course {
  readonly opened: { readonly at: number; readonly from: Address; readonly to: Address }
  readonly pieces: Carried[]
  readonly keys: string[]
  octets: number
  /** The capture that has all of it. */
  within: Capture
}

/**
 * Puts what TLS sends into captures, with the keys: each begins with the connections that go on from the case before, so
 * that it can be read alone.
 */
export class StreamEvidence {
  #capture: Capture
  readonly #courses = new Map<string, Course>()
  /** Frames of the last octets, by their ends and direction. */
  readonly #last = new Map<string, number>()

  constructor(capture: Capture) {
    this.#capture = capture
  }

  /** Goes on in another capture. */
  continueIn(capture: Capture): void {
    this.#capture = capture
    this.#last.clear()
  }

  /** @returns the frame that it is in */
  carried(carried: Carried): number {
    const course = this.#courses.get(keyOf(carried))
    if (course !== undefined && course.within !== this.#capture) this.#goOn(course)
    const frame = this.#record(carried)
    this.#last.set(wayOf(carried), frame)
    if (course !== undefined) keep(course, carried)
    return frame
  }

  key(ends: Ends, line: string): void {
    this.#capture.secret(line)
    this.#courses.get(keyOf(ends))?.keys.push(line)
  }

  happened({ local, peer }: Ends, event: ChannelEvent): void {
    if (event.kind !== 'opened') return
    const [from, to] = event.by === 'us' ? [local, peer] : [peer, local]
    const opened = { at: event.at, from, to }
    this.#courses.set(keyOf({ local, peer }), {
      ...{ opened, pieces: [], keys: [], octets: 0, within: this.#capture },
    })
    this.#capture.opens(opened)
  }

  /** The frame of the octets that carry a message; where they wait for others to leave, the last before. */
  frameOf(event: WireEvent): number {
    return this.#last.get(wayOf(event)) ?? Math.max(1, this.#capture.length)
  }

  /** Begins with what a connection brought in earlier cases, where that is kept. */
  #goOn(course: Course): void {
    const { opened, pieces, keys, octets } = course
    const remark =
      octets > mostOctets ? 'goes on from the captures of earlier cases' : 'from before this case'
    for (const frame of [this.#capture.opens(opened), ...pieces.map((piece) => this.#record(piece))])
      this.#capture.comment(frame, remark)
    for (const line of keys) this.#capture.secret(line)
    course.within = this.#capture
  }

  #record({ at, direction, local, peer, datagram }: Carried): number {
    const [from, to] = direction === 'in' ? [peer, local] : [local, peer]
    return this.#capture.record({ at, from, to, datagram, transport: 'tcp' })
  }
}

function keep(course: Course, carried: Carried): void {
  course.octets += carried.datagram.length
  if (course.octets > mostOctets) course.pieces.length = 0
  else course.pieces.push({ ...carried, datagram: carried.datagram.slice() })
}
