import { concat, type Read, reading, uint } from './octets.ts'

/** Types of handshake messages (RFC 5246 §7.4, RFC 6347 §4.3.2). */
export const handshakeTypes = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const

const names: Readonly<Record<number, string>> = {
  0: 'HelloRequest',
  1: 'ClientHello',
  2: 'ServerHello',
  3: 'HelloVerifyRequest',
  11: 'Certificate',
  12: 'ServerKeyExchange',
  13: 'CertificateRequest',
  14: 'ServerHelloDone',
  15: 'CertificateVerify',
  16: 'ClientKeyExchange',
  20: 'Finished',
}

/** The name of a handshake message, or its number. */
export function handshakeName(type: number): string {
  return names[type] ?? `handshake message ${type}`
}

/** A whole handshake message. */
export interface HandshakeMessage {
  readonly type: number
  /** message_seq. */
  readonly sequence: number
  readonly body: Uint8Array
}

/** A piece of a handshake message, as records carry it. */
export interface HandshakeFragment {
  readonly type: number
  /** Octets of the whole message. */
  readonly length: number
  readonly sequence: number
  readonly offset: number
  readonly fragment: Uint8Array
}

/** Octets before each fragment. */
export const fragmentHeader = 12

/** The pieces of the content of a handshake record (RFC 6347 §4.2.2). Never throws. */
export function decodeFragments(content: Uint8Array): Read<HandshakeFragment[]> {
  return reading(content, { within: 'handshake record', clause: 'RFC 6347 §4.2.2' }, (reader) =>
    reader.all(() => {
      const start = reader.offset
      const type = reader.uint(1, 'msg_type')
      const length = reader.uint(3, 'length')
      const sequence = reader.uint(2, 'message_seq')
      const offset = reader.uint(3, 'fragment_offset')
      const size = reader.uint(3, 'fragment_length')
      if (offset + size > length) {
        reader.fail(`a fragment from ${offset} to ${offset + size} of a message of ${length} octets`, start)
      }
      return { type, length, sequence, offset, fragment: reader.take(size, 'fragment') }
    }),
  )
}

/** The octets of a piece with its header. */
export function encodeFragment({ type, length, sequence, offset, fragment }: HandshakeFragment): Uint8Array {
  const header = [uint(1, type), uint(3, length), uint(2, sequence), uint(3, offset)]
  return concat(...header, uint(3, fragment.length), fragment)
}

/** A message in one piece, which is also how it counts in hashes (RFC 6347 §4.2.6). */
export function encodeMessage({ type, sequence, body }: HandshakeMessage): Uint8Array {
  return encodeFragment({ type, length: body.length, sequence, offset: 0, fragment: body })
}

/** Cuts a message into pieces of at most `longest` octets each, their headers not counted. */
export function fragmentMessage({ type, sequence, body }: HandshakeMessage, longest: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let offset = 0; offset === 0 || offset < body.length; offset += longest) {
    const fragment = body.subarray(offset, offset + longest)
    pieces.push(encodeFragment({ type, length: body.length, sequence, offset, fragment }))
  }
  return pieces
}
