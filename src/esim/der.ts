import type { Findings } from '#content'
import { DerError } from './der-error.ts'

/** Tag, length and value, with its place in the message. */
export interface Tlv {
  /** The octets of the tag as one number: 0x30, 0x5f37, 0xbf51. */
  readonly tag: number
  /** Octets from the start of the message, of the tag and of the value. */
  readonly offset: number
  readonly contentOffset: number
  /** All of it as it was received, tag and length included. */
  readonly octets: Uint8Array
  readonly content: Uint8Array
}

/** Far beyond what a message of SGP.32 holds, so that a payload of a megabyte cannot fill the memory. */
const mostTlvs = 10_000

/** The tag as people write it: `BF51`. */
export function tagText(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(2, '0')
}

/**
 * Reads the TLVs that stand side by side in `octets`, which begins `start` octets into the message (X.690). Forms that
 * DER forbids but that can be read are findings; where nothing more can be read, the rest is a finding. Never throws.
 */
export function readTlvs(octets: Uint8Array, start: number, findings: Findings): Tlv[] {
  const tlvs: Tlv[] = []
  let at = 0
  while (at < octets.length) {
    if (tlvs.length === mostTlvs) {
      findings.add(
        start + at,
        'limit of this reader',
        `more than ${mostTlvs} elements side by side: not read on`,
      )
      break
    }
    const tlv = readTlv(octets.subarray(at), start + at, findings)
    if (tlv === undefined) break
    tlvs.push(tlv)
    at += tlv.octets.length
  }
  return tlvs
}

function readTlv(octets: Uint8Array, offset: number, findings: Findings): Tlv | undefined {
  const tag = readTag(octets, offset, findings)
  if (tag === undefined) return undefined
  const length = readLength(octets.subarray(tag.width), offset + tag.width, findings)
  if (length === undefined) return undefined
  const head = tag.width + length.width
  if (length.value > octets.length - head) {
    const left = octets.length - head
    findings.add(
      offset,
      'X.690 §8.1.3',
      `${tagText(tag.value)} is to have ${length.value} octets, but ${left} are left`,
    )
    return undefined
  }
  const whole = octets.subarray(0, head + length.value)
  return {
    tag: tag.value,
    offset,
    contentOffset: offset + head,
    octets: whole,
    content: whole.subarray(head),
  }
}

interface Part {
  readonly value: number
  /** Octets. */
  readonly width: number
}

function readTag(octets: Uint8Array, offset: number, findings: Findings): Part | undefined {
  const first = octets[0] ?? 0
  if ((first & 0x1f) !== 0x1f) return { value: first, width: 1 }
  let value = first
  for (let width = 2; width <= 4; width++) {
    const octet = octets[width - 1]
    if (octet === undefined) {
      findings.add(offset, 'X.690 §8.1.2.4', 'the message ends within a tag')
      return undefined
    }
    value = value * 256 + octet
    if ((octet & 0x80) !== 0) continue
    const number = value % 256
    if (octets[1] === 0x80 || (width === 2 && number < 0x1f))
      findings.add(offset, 'X.690 §8.1.2.4', `the tag ${tagText(value)} in more octets than it needs`)
    return { value, width }
  }
  findings.add(offset, 'X.690 §8.1.2.4', 'a tag of more than four octets: not read on')
  return undefined
}

function readLength(octets: Uint8Array, offset: number, findings: Findings): Part | undefined {
  const first = octets[0]
  if (first === undefined) {
    findings.add(offset, 'X.690 §8.1.3', 'the message ends where a length should be')
    return undefined
  }
  if (first < 0x80) return { value: first, width: 1 }
  if (first === 0x80) {
    findings.add(offset, 'X.690 §10.1', 'an indefinite length, which DER does not have: not read on')
    return undefined
  }
  const count = first & 0x7f
  const digits = octets.subarray(1, 1 + count)
  if (digits.length < count) {
    findings.add(offset, 'X.690 §8.1.3', 'the message ends within a length')
    return undefined
  }
  // 127 octets may follow: still a number, if an inexact one, and larger than any message.
  const value = digits.reduce((length, digit) => length * 256 + digit, 0)
  if (value < 0x80 || digits[0] === 0)
    findings.add(offset, 'X.690 §10.1', `the length ${value} in more octets than it needs`)
  return { value, width: 1 + count }
}

/** One TLV, in the only form DER has for it. Throws {@link DerError} for a tag that is none. */
export function tlv(tag: number, content: Uint8Array): Uint8Array {
  const tagOctets = digitsOf(tag)
  const isLong = ((tagOctets[0] ?? 0) & 0x1f) === 0x1f
  if (!Number.isSafeInteger(tag) || tag < 0 || isLong !== tagOctets.length > 1)
    throw new DerError(`${tagText(tag)} is no tag`)
  const length = content.length < 0x80 ? [content.length] : digitsOf(content.length)
  const head = content.length < 0x80 ? [] : [0x80 | length.length]
  const whole = new Uint8Array(tagOctets.length + head.length + length.length + content.length)
  whole.set([...tagOctets, ...head, ...length])
  whole.set(content, whole.length - content.length)
  return whole
}

function digitsOf(value: number): number[] {
  return value < 256 ? [value] : [...digitsOf(Math.floor(value / 256)), value % 256]
}
