import type { Findings } from '#content'
import type { Tlv } from './der.ts'
import { DerError } from './der-error.ts'
import type { Sgp32Version } from './version.ts'

/** How a message is written: in which edition, and where in it the writer is. */
export interface Writing {
  readonly version: Sgp32Version
  /** Names from the message down, for what is said of a value that cannot be written. */
  readonly path: readonly string[]
}

/** How a message is read: in which edition, and what was found in it. */
export interface ReadingOf {
  readonly version: Sgp32Version
  readonly findings: Findings
}

/** What stands inside a TLV. */
export interface Content<T> {
  /** The octets of a value. Throws `DerError` for a value that has none. */
  write(value: T, writing: Writing): Uint8Array
  /** A value of the octets; undefined, with a finding, where they are none. */
  read(tlv: Tlv, reading: ReadingOf): T | undefined
  /** The whole TLV, where the value brings it along as it was signed or received. */
  asGiven?(value: T): Uint8Array | undefined
}

/** A TLV, or one of several that tell themselves apart by their tags. */
export interface Element<T> {
  /** How a TLV with this tag is read; undefined where the tag means nothing here. */
  match(tag: number, version: Sgp32Version): Match<T> | undefined
  write(value: T, writing: Writing): Uint8Array
  /** Tags as people write them, for what is missing. */
  describe(version: Sgp32Version): string
}

export interface Match<T> {
  /** What is wrong with the tag, if it can still be told what it stands for. */
  readonly deviation?: string
  /** The message may be extended so. */
  readonly tolerated?: true
  read(tlv: Tlv, reading: ReadingOf): T | undefined
}

/** An element that may be missing from its sequence. */
export interface Optional<T> {
  readonly optional: Element<T>
  /** From this version on it may not. */
  readonly neededFrom?: Sgp32Version
}

export type Field = Element<unknown> | Optional<unknown>

/** The values that an element, or a field of a sequence, has. */
export type Of<E> = E extends Optional<infer T> ? T : E extends Element<infer T> ? T : never

/** Where a shape of SGP.32 is broken; its ASN.1 is told by public transcriptions of it. */
export const shapeClause = 'SGP.32 ASN.1'

/** The same place, one name further down. */
export function within(writing: Writing, name: string): Writing {
  return { ...writing, path: [...writing.path, name] }
}

/** Refuses a value, with its place in the message. */
export function fail(writing: Writing, text: string): never {
  throw new DerError(`${writing.path.join('.')}: ${text}`)
}
