import type { Violation } from './octets.ts'
import { same } from './octets.ts'
import type { Protection } from './protection.ts'
import {
  checkRecord,
  contentTypes,
  dtls12,
  encodeRecord,
  headerSize,
  longestPlaintext,
  type ReceivedRecord,
  unwrapInner,
  wrapInner,
} from './record.ts'
import { ReplayWindow } from './replay.ts'
import type { SessionOptions } from './session.types.ts'

/** A record before protection. */
export interface PlainRecord {
  readonly type: number
  readonly version: number
  readonly epoch: number
  readonly sequence: number
  readonly content: Uint8Array
}

/** What became of a record that came in. */
export type Opened =
  | {
      readonly kind: 'opened'
      readonly type: number
      readonly content: Uint8Array
      readonly epoch: number
      /** Whether its number is higher than all before in its epoch. */
      readonly newest: boolean
    }
  /** Of the epoch after this one, whose keys are not in use yet. */
  | { readonly kind: 'early' }
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** As a network may have doubled or held it, or a stranger sent it. */
  | { readonly kind: 'dropped'; readonly violation: Violation }

interface Writing {
  sequence: number
  readonly protection: Protection | undefined
}

interface Reading {
  readonly window: ReplayWindow
  readonly protection: Protection | undefined
}

/** Numbers, protects and opens records, epoch by epoch (RFC 6347 §4.1). */
export class RecordLayer {
  readonly #detectsReplays: boolean
  readonly #writing: Writing[] = [{ sequence: 0, protection: undefined }]
  readonly #reading: Reading[] = [{ window: new ReplayWindow(), protection: undefined }]
  /** What the peer wants to see in our records, once they are protected. */
  peerCid: Uint8Array | undefined
  /** What we want to see in the peer's. */
  ownCid: Uint8Array | undefined

  constructor({ detectsReplays = true }: Pick<SessionOptions, 'detectsReplays'> = {}) {
    this.#detectsReplays = detectsReplays
  }

  get writeEpoch(): number {
    return this.#writing.length - 1
  }

  get readEpoch(): number {
    return this.#reading.length - 1
  }

  /** What we write from now on is of the next epoch. */
  protectWrites(protection: Protection): void {
    this.#writing.push({ sequence: 0, protection })
  }

  /** The peer's records of the next epoch can be read from now on. */
  protectReads(protection: Protection): void {
    this.#reading.push({ window: new ReplayWindow(), protection })
  }

  /** The next record of epoch 0 takes this number, as a server answers a ClientHello (RFC 6347 §4.2.1). */
  numberFrom(sequence: number): void {
    this.#writing[0]!.sequence = sequence
  }

  /** Most octets that a record of an epoch adds to its content. */
  overhead(epoch: number): number {
    const protection = this.#writing[epoch]?.protection
    if (protection === undefined) return headerSize()
    const cid = this.peerCid?.length ?? 0
    return headerSize(cid) + protection.expansion + (cid > 0 ? 1 : 0)
  }

  /** Gives content the next number of an epoch. */
  number(type: number, content: Uint8Array, epoch = this.writeEpoch): PlainRecord {
    const writing = this.#writing[epoch]!
    return { type, version: dtls12, epoch, sequence: writing.sequence++, content }
  }

  /** The octets of a record. An epoch that has no keys is written in the clear. */
  seal({ type, version, epoch, sequence, content }: PlainRecord): Uint8Array {
    const protection = this.#writing[epoch]?.protection
    if (protection === undefined) return encodeRecord({ type, version, epoch, sequence }, content)
    const cid = this.peerCid
    if (cid === undefined || cid.length === 0) {
      const header = { type, version, epoch, sequence }
      return encodeRecord(header, protection.seal(header, content))
    }
    const header = { type: contentTypes.connectionId, version, epoch, sequence, cid }
    return encodeRecord(header, protection.seal(header, wrapInner(type, content)))
  }

  /** Checks a record and takes its protection off. */
  open(record: ReceivedRecord): Opened {
    const { type, epoch, sequence, offset } = record
    const dropped = (clause: string, text: string, at = 0): Opened => ({
      kind: 'dropped',
      violation: { within: 'datagram', offset: offset + at, clause, text },
    })
    const fault = checkRecord(record)
    if (fault !== undefined) return { kind: 'violation', violation: fault }
    const reading = this.#reading[epoch]
    if (reading === undefined) {
      if (epoch === this.#reading.length) return { kind: 'early' }
      return dropped('RFC 6347 §4.1', `epoch ${epoch}, the current one is ${this.readEpoch}`, 3)
    }
    if (this.#detectsReplays && !reading.window.admits(sequence)) {
      return dropped(
        'RFC 6347 §4.1.2.6',
        `record ${sequence} of epoch ${epoch} came before, or is too old`,
        5,
      )
    }
    if (reading.protection === undefined) {
      const newest = reading.window.mark(sequence)
      return { kind: 'opened', type, content: record.fragment, epoch, newest }
    }
    const cidFault = this.#cidFault(record)
    if (cidFault !== undefined) return dropped('RFC 9146 §4', cidFault)
    const plaintext = reading.protection.open(record, record.fragment)
    if (plaintext === undefined) {
      return dropped('RFC 6347 §4.1.2.7', `record ${sequence} of epoch ${epoch} is not authentic`)
    }
    const newest = reading.window.mark(sequence)
    if (plaintext.length > longestPlaintext + (record.cid === undefined ? 0 : 1)) {
      return dropped('RFC 6347 §4.1', `a record of ${plaintext.length} octets`)
    }
    if (record.cid === undefined) return { kind: 'opened', type, content: plaintext, epoch, newest }
    const inner = unwrapInner(plaintext)
    if (inner.violation !== undefined) return { kind: 'violation', violation: inner.violation }
    return { kind: 'opened', ...inner.value, epoch, newest }
  }

  #cidFault({ cid }: ReceivedRecord): string | undefined {
    const own = this.ownCid
    const expected = own !== undefined && own.length > 0
    if (!expected) return cid === undefined ? undefined : 'a record with connection id, none was agreed on'
    if (cid === undefined) return 'a record without the connection id that was agreed on'
    return same(own, cid) ? undefined : 'a record with a connection id that is not ours'
  }
}
