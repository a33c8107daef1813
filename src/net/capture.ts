import { udpPacket } from './ip.ts'
import type { Address } from './network.ts'
import { enhancedPacket, rawInterface, sectionHeader, textOption } from './pcapng.ts'

/** A datagram as it passed a socket. */
export interface CapturedDatagram {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly from: Address
  readonly to: Address
  readonly datagram: Uint8Array
}

interface Frame {
  readonly at: number
  readonly packet: Uint8Array
  readonly comments: string[]
}

export interface CaptureOptions {
  /** Version of this suite, for the file's header. */
  readonly version: string
  /** What the file says it was taken on; this machine unless said otherwise. */
  readonly hardware?: string
  readonly os?: string
}

/** Datagrams kept as evidence, as a pcapng file with IP and UDP headers that any protocol analyser reads. */
export class Capture {
  readonly #options: CaptureOptions
  readonly #frames: Frame[] = []

  constructor(options: CaptureOptions) {
    this.#options = options
  }

  /** Keeps a copy of a datagram and returns its frame number, counted from 1. @throws RangeError for host names */
  record({ at, from, to, datagram }: CapturedDatagram): number {
    return this.#frames.push({ at, packet: udpPacket(from, to, datagram), comments: [] })
  }

  /** Adds a remark to a frame, for instance which criterion it decided. @throws RangeError for an unknown frame */
  comment(frame: number, text: string): void {
    const found = this.#frames[frame - 1]
    if (found === undefined) throw new RangeError(`Frame ${frame} is not among 1 to ${this.#frames.length}.`)
    found.comments.push(text)
  }

  /** The file so far; the same input gives the same bytes. */
  bytes(): Uint8Array {
    const { version, hardware = process.arch, os = process.platform } = this.#options
    const header = sectionHeader([
      textOption(2, hardware),
      textOption(3, os),
      textOption(4, `lwm2m-conformance ${version}`),
    ])
    const packets = this.#frames.map(({ at, packet, comments }) =>
      enhancedPacket(
        at,
        packet,
        comments.map((text) => textOption(1, text)),
      ),
    )
    return new Uint8Array(Buffer.concat([header, rawInterface(), ...packets]))
  }
}
