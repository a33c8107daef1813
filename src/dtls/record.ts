import { concat, type Read, type Reader, reading, uint, type Violation, vector } from './octets.ts'

/** Content types of records (RFC 5246 §6.2.1, RFC 9146 §4). */
export const contentTypes = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  connectionId: 25,
} as const

/** DTLS 1.2 as it stands in records and hellos. */
export const dtls12 = 0xfefd

/** DTLS 1.0, which the first records of a handshake may name. */
export const dtls10 = 0xfeff

/** Most octets that a record protects (RFC 6347 §4.1). */
export const longestPlaintext = 2 ** 14

const longestFragment = longestPlaintext + 2048
const headerLength = 13

/** What stands before the fragment of a record. */
export interface RecordHeader {
  readonly type: number
  readonly version: number
  readonly epoch: number
  /** Of 48 bits. */
  readonly sequence: number
  /** Only with type tls12_cid. */
  readonly cid?: Uint8Array
}

/** A record as it came. */
export interface ReceivedRecord extends RecordHeader {
  /** Where it begins in its datagram. */
  readonly offset: number
  readonly fragment: Uint8Array
}

/** The octets of a record (RFC 6347 §4.1, RFC 9146 §4). */
export function encodeRecord(
  { type, version, epoch, sequence, cid = new Uint8Array() }: RecordHeader,
  fragment: Uint8Array,
): Uint8Array {
  const header = [uint(1, type), uint(2, version), uint(2, epoch), uint(6, sequence), cid]
  return concat(...header, vector(2, fragment))
}

/** Octets of the header of a record with a connection id of `cidLength`. */
export function headerSize(cidLength = 0): number {
  return headerLength + cidLength
}

/**
 * The records of a datagram, up to the first that is illegible. Never throws.
 * @param cidLength octets of the connection id that we gave the peer
 */
export function splitRecords(
  datagram: Uint8Array,
  cidLength = 0,
): { records: ReceivedRecord[]; violations: Violation[] } {
  const place = { within: 'datagram', clause: 'RFC 6347 §4.1' }
  const records: ReceivedRecord[] = []
  const { violation } = reading(datagram, place, (reader) => {
    if (reader.left === 0) reader.fail('the datagram is empty')
    while (reader.left > 0) records.push(readRecord(reader, cidLength))
  })
  return { records, violations: violation === undefined ? [] : [violation] }
}

function readRecord(reader: Reader, cidLength: number): ReceivedRecord {
  const offset = reader.offset
  const type = reader.uint(1, 'content type')
  const version = reader.uint(2, 'version')
  const epoch = reader.uint(2, 'epoch')
  const sequence = reader.uint(6, 'sequence number')
  const cid = type === contentTypes.connectionId ? reader.take(cidLength, 'connection id') : undefined
  const fragment = reader.opaque(2, 'fragment')
  return { type, version, epoch, sequence, ...(cid !== undefined && { cid }), offset, fragment }
}

/** What is wrong with the header of a record that is legible; undefined when nothing is. */
export function checkRecord(record: ReceivedRecord): Violation | undefined {
  const { type, version, epoch, offset, fragment } = record
  const fault = (clause: string, text: string, at = 0): Violation => ({
    within: 'datagram',
    offset: offset + at,
    clause,
    text,
  })
  if (!(Object.values(contentTypes) as number[]).includes(type)) {
    return fault('RFC 5246 §6.2.1', `content type ${type} is not known`)
  }
  // Before anything is agreed on, a record may name DTLS 1.0 (RFC 6347 §4.2.1).
  if (version !== dtls12 && !(version === dtls10 && epoch === 0)) {
    return fault('RFC 6347 §4.1', `version is 0x${version.toString(16)}, not 0xfefd`, 1)
  }
  if (epoch === 0 && type === contentTypes.applicationData) {
    return fault('RFC 6347 §4.1', 'application data without protection, in epoch 0')
  }
  if (epoch === 0 && type === contentTypes.connectionId) {
    return fault('RFC 9146 §4', 'a record with connection id in epoch 0')
  }
  if (epoch === 0 && fragment.length === 0)
    return fault('RFC 5246 §6.2.1', 'a record without content', headerLength - 2)
  if (fragment.length > longestFragment) {
    return fault('RFC 5246 §6.2.3', `a fragment of ${fragment.length} octets`, headerLength - 2)
  }
  return undefined
}

/** What a record with connection id wraps (RFC 9146 §4): content, its type, and zeros. */
export function wrapInner(type: number, content: Uint8Array, padding = 0): Uint8Array {
  return concat(content, uint(1, type), new Uint8Array(padding))
}

/** Takes the wrapping of `wrapInner` off; never throws. */
export function unwrapInner(inner: Uint8Array): Read<{ type: number; content: Uint8Array }> {
  let end = inner.length - 1
  while (end >= 0 && inner[end] === 0) end--
  if (end >= 0) return { value: { type: inner[end]!, content: inner.slice(0, end) } }
  const text = 'nothing but zeros, no content type'
  return { violation: { within: 'DTLSInnerPlaintext', offset: 0, clause: 'RFC 9146 §4', text } }
}
