import { isIP } from 'node:net'
import { tcpPacket, udpPacket } from './ip.ts'
import { type Address, addressText } from './network.ts'
import { enhancedPacket, rawInterface, sectionHeader, textOption, tlsSecrets } from './pcapng.ts'

/** A datagram as it passed a socket, or octets as a TCP connection carried them. */
export interface CapturedDatagram {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly from: Address
  readonly to: Address
  readonly datagram: Uint8Array
  /** UDP unless said otherwise. */
  readonly transport?: 'tcp'
}

/** Most octets of TCP in a packet of our making. */
const longestSegment = 32_768

interface Frame {
  readonly at: number
  /** Made when the file is asked for. */
  readonly packet: () => Uint8Array
  readonly comments: string[]
}

export interface CaptureOptions {
  /** Version of this suite, for the file's header. */
  readonly version: string
  /** What the file says it was taken on; this machine unless said otherwise. */
  readonly hardware?: string
  readonly os?: string
}

/** Datagrams kept as evidence, as a pcapng file with IP and UDP or TCP headers that any protocol analyser reads. */
export class Capture {
  readonly #options: CaptureOptions
  readonly #frames: Frame[] = []
  readonly #secrets = new Set<string>()
  /** The next sequence number of TCP, by direction. */
  readonly #next = new Map<string, number>()

  constructor(options: CaptureOptions) {
    this.#options = options
  }

  /**
   * Keeps a copy and returns its frame number, counted from 1; of octets that need several TCP segments, the number
   * of the last. A connection that is older than the capture begins in the middle, with sequence number 1.
   * @throws RangeError for host names
   */
  record({ at, from, to, datagram, transport }: CapturedDatagram): number {
    for (const { host } of [from, to])
      if (isIP(host) === 0) throw new RangeError(`"${host}" is no IP address; look the name up first.`)
    const octets = datagram.slice()
    if (transport !== 'tcp') return this.#keep(at, () => udpPacket(from, to, octets))
    const way = `${addressText(from)} ${addressText(to)}`
    const acknowledged = this.#next.get(`${addressText(to)} ${addressText(from)}`) ?? 1
    for (let sent = 0; sent === 0 || sent < datagram.length; sent += longestSegment) {
      const segment = octets.subarray(sent, sent + longestSegment)
      const sequence = this.#next.get(way) ?? 1
      this.#next.set(way, (sequence + segment.length) % 2 ** 32)
      this.#keep(at, () => tcpPacket(from, to, { sequence, acknowledged, segment }))
    }
    return this.#frames.length
  }

  /** Marks where a TCP connection begins, also one between the ends of another that is over; returns its frame number. */
  opens({ at, from, to }: Omit<CapturedDatagram, 'datagram' | 'transport'>): number {
    const way = `${addressText(from)} ${addressText(to)}`
    const sequence = this.#next.get(way) ?? 0
    this.#next.set(way, sequence + 1)
    return this.#keep(at, () =>
      tcpPacket(from, to, { sequence, acknowledged: undefined, segment: new Uint8Array() }),
    )
  }

  /** How many frames there are. */
  get length(): number {
    return this.#frames.length
  }

  /** Adds a line of an NSS key log, by which an analyser reads what DTLS or TLS protects. */
  secret(line: string): void {
    this.#secrets.add(line)
  }

  /** Adds a remark to a frame, for instance which criterion it decided. @throws RangeError for an unknown frame */
  comment(frame: number, text: string): void {
    const found = this.#frames[frame - 1]
    if (found === undefined) throw new RangeError(`Frame ${frame} is not among 1 to ${this.#frames.length}.`)
    found.comments.push(text)
  }

  #keep(at: number, packet: () => Uint8Array): number {
    return this.#frames.push({ at, packet, comments: [] })
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
        packet(),
        comments.map((text) => textOption(1, text)),
      ),
    )
    const secrets = this.#secrets.size === 0 ? [] : [tlsSecrets([...this.#secrets])]
    return new Uint8Array(Buffer.concat([header, rawInterface(), ...secrets, ...packets]))
  }
}
