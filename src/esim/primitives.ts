import { fromUtf8, toHex } from '#content'
import type { Tlv } from './der.ts'
import { DerError } from './der-error.ts'
import { type Content, type ReadingOf, shapeClause, type Writing } from './schema.ts'

interface Size {
  readonly min: number
  readonly max: number
}

function sizeOf(min: number, max: number): Size {
  return { min, max }
}

function fail(writing: Writing, text: string): never {
  throw new DerError(`${writing.path.join('.')}: ${text}`)
}

function sizeBreach(length: number, { min, max }: Size): string | undefined {
  if (length >= min && length <= max) return undefined
  return `${length} octets, where ${min === max ? min : `${min} to ${max}`} belong`
}

/** Octets as they are. */
export function octets(min = 0, max = Number.POSITIVE_INFINITY): Content<Uint8Array> {
  const size = sizeOf(min, max)
  return {
    write(value, writing) {
      const breach = sizeBreach(value.length, size)
      return breach === undefined ? value : fail(writing, breach)
    },
    read({ content, offset }, { findings }) {
      const breach = sizeBreach(content.length, size)
      if (breach !== undefined) findings.add(offset, shapeClause, breach)
      return content
    },
  }
}

/** Octets read of an identifier that has more of them than any has. */
const longestIdentifier = 256

/** Octets as lower-case hexadecimal text, for identifiers, which are compared. */
export function hexText(min: number, max = min): Content<string> {
  const { write, read } = octets(min, max)
  return {
    write(value, writing) {
      if (!/^([\da-f]{2})*$/i.test(value))
        fail(writing, `${JSON.stringify(value)} is no hexadecimal text of whole octets`)
      return write(new Uint8Array(Buffer.from(value, 'hex')), writing)
    },
    read(tlv, reading) {
      const value = read(tlv, reading)
      return value && toHex(value.subarray(0, longestIdentifier))
    },
  }
}

/** An ICCID as its 19 or 20 digits, which stand in swapped nibbles in ten octets (SGP.22, ITU-T E.118). */
export const iccid: Content<string> = {
  write(value, writing) {
    if (!/^\d{18,20}$/.test(value)) fail(writing, `${JSON.stringify(value)} is no ICCID of 19 or 20 digits`)
    return new Uint8Array(Buffer.from(swapNibbles(value.padEnd(20, 'f')), 'hex'))
  },
  read({ content, offset }, { findings }) {
    const digits = swapNibbles(toHex(content.subarray(0, longestIdentifier))).replace(/f{1,2}$/, '')
    if (content.length !== 10 || !/^\d+$/.test(digits))
      findings.add(
        offset,
        shapeClause,
        `an ICCID of ${content.length} octets: ${toHex(content.subarray(0, 16))}`,
      )
    return digits
  },
}

function swapNibbles(hex: string): string {
  return hex.replaceAll(/(.)(.)/g, '$2$1')
}

/** UTF-8 text; sizes in characters. */
export function utf8(min = 0, max = Number.POSITIVE_INFINITY): Content<string> {
  const breach = (text: string): string | undefined => {
    let length = 0
    for (const _ of text) length += 1
    return length >= min && length <= max ? undefined : `${length} characters, where ${min} to ${max} belong`
  }
  return {
    write(value, writing) {
      const wrong = breach(value)
      if (wrong !== undefined) fail(writing, wrong)
      if (/\p{Surrogate}/u.test(value)) fail(writing, 'half of a surrogate pair: UTF-8 cannot carry it')
      return new TextEncoder().encode(value)
    },
    read({ content, offset }, { findings }) {
      const { text, valid } = fromUtf8(content)
      if (!valid) findings.add(offset, 'X.690 §8.23', 'text that is not UTF-8')
      const wrong = breach(text)
      if (wrong !== undefined) findings.add(offset, shapeClause, wrong)
      return text
    },
  }
}

/** Octets that a number of JavaScript holds exactly. */
const widestInteger = 6

/** A whole number. */
export const integer: Content<number> = {
  write(value, writing) {
    if (!Number.isSafeInteger(value) || Math.abs(value) >= 2 ** (8 * widestInteger - 1))
      fail(writing, `${value} is no whole number of at most ${widestInteger} octets`)
    const width = [1, 2, 3, 4, 5, 6].find((octets) => {
      const half = 2 ** (8 * octets - 1)
      return value >= -half && value < half
    })
    const content = Buffer.alloc(width ?? widestInteger)
    content.writeIntBE(value, 0, content.length)
    return new Uint8Array(content)
  },
  read({ content, offset }, { findings }) {
    const [first, second] = content
    if (first === undefined) {
      findings.add(offset, 'X.690 §8.3.1', 'an INTEGER without octets')
      return undefined
    }
    const isPadding = (first === 0 && (second ?? 128) < 128) || (first === 255 && (second ?? 0) >= 128)
    if (content.length > 1 && isPadding)
      findings.add(offset, 'X.690 §8.3.2', 'an INTEGER in more octets than it needs')
    if (content.length > widestInteger) {
      findings.add(
        offset,
        'limit of this reader',
        `an INTEGER of ${content.length} octets, more than ${widestInteger}`,
      )
      return undefined
    }
    return Buffer.from(content).readIntBE(0, content.length)
  },
}

/** A number that stands for an outcome; others than the named ones are read, with a tolerated finding. */
export function code<N extends string>(names: { readonly [name in N]: number }): Content<number> {
  const known = new Set<number>(Object.values(names))
  return {
    write: integer.write,
    read(tlv, reading) {
      const value = integer.read(tlv, reading)
      if (value !== undefined && !known.has(value))
        reading.findings.add(tlv.offset, shapeClause, `${value} is none of ${[...known].join(', ')}`, {
          tolerated: true,
        })
      return value
    },
  }
}

/** NULL, or a SEQUENCE that holds nothing: there or not. */
export const nothing: Content<true> = {
  write: () => new Uint8Array(),
  read({ content, contentOffset }, { findings }) {
    if (content.length > 0)
      findings.add(contentOffset, shapeClause, `${content.length} octets in what should be empty`)
    return true
  },
}

/** TRUE is FF in DER. */
export const boolean: Content<boolean> = {
  write: (value) => Uint8Array.of(value ? 255 : 0),
  read({ content, offset }, { findings }) {
    const [octet] = content
    if (octet === undefined || content.length > 1) {
      findings.add(offset, 'X.690 §8.2.1', `a BOOLEAN of ${content.length} octets`)
      return undefined
    }
    if (octet !== 0 && octet !== 255)
      findings.add(offset, 'X.690 §11.1', `TRUE written as ${toHex(content).toUpperCase()} instead of FF`)
    return octet !== 0
  },
}

/** Named bits, the first name for bit 0; which of them are set. */
export function bits<N extends string>(...names: readonly N[]): Content<readonly N[]> {
  return {
    write(value, writing) {
      const unknown = value.find((name) => !names.includes(name))
      if (unknown !== undefined) fail(writing, `${unknown} is none of ${names.join(', ')}`)
      const count = names.reduce((last, name, bit) => (value.includes(name) ? bit + 1 : last), 0)
      const content = new Uint8Array(1 + Math.ceil(count / 8))
      content[0] = (8 - (count % 8)) % 8
      for (const [bit, name] of names.entries())
        if (value.includes(name)) content[1 + (bit >> 3)]! |= 0x80 >> (bit & 7)
      return content
    },
    read: (tlv, reading) => readBits(tlv, reading, names),
  }
}

function readBits<N extends string>(
  { content, offset }: Tlv,
  { findings }: ReadingOf,
  names: readonly N[],
): readonly N[] | undefined {
  const [unused, ...octets] = content.subarray(0, 1 + Math.ceil(names.length / 8))
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1)) {
    findings.add(offset, 'X.690 §8.6.2', 'a BIT STRING that does not say how many bits it has')
    return undefined
  }
  const count = (content.length - 1) * 8 - unused
  const last = content.at(-1) ?? 0
  if (content.length > 1) {
    if ((last & (2 ** unused - 1)) !== 0)
      findings.add(offset, 'X.690 §11.2.1', 'unused bits of a BIT STRING that are set')
    if (((last >> unused) & 1) === 0)
      findings.add(offset, 'X.690 §11.2.2', 'named bits with zeros at their end, which DER leaves away')
  }
  if (count > names.length)
    findings.add(offset, shapeClause, `${count} bits, where ${names.length} have names`, { tolerated: true })
  return names.filter((_, bit) => bit < count && ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
}

/** An object identifier, in numbers with dots. */
export const oid: Content<string> = {
  write(value, writing) {
    const arcs = value.split('.').map(Number)
    const [top = 0, second = 0, ...rest] = arcs
    const fits = /^[0-2](\.(0|[1-9]\d*))+$/.test(value) && arcs.every(Number.isSafeInteger)
    if (!fits || (top < 2 && second > 39)) fail(writing, `${JSON.stringify(value)} is no object identifier`)
    return Uint8Array.from([top * 40 + second, ...rest].flatMap(base128))
  },
  read({ content, offset }, { findings }) {
    const arcs: number[] = []
    let arc = 0
    let isWhole = true
    for (const octet of content.subarray(0, longestOid)) {
      if (isWhole && octet === 0x80)
        findings.add(offset, 'X.690 §8.19.2', 'an object identifier with an arc in more octets than it needs')
      arc = arc * 128 + (octet & 0x7f)
      isWhole = octet < 0x80
      if (!isWhole) continue
      arcs.push(arc)
      arc = 0
    }
    const [first] = arcs
    if (first === undefined || !isWhole || content.length > longestOid || !arcs.every(Number.isSafeInteger)) {
      findings.add(offset, 'X.690 §8.19', 'an object identifier that does not end, or too long to be one')
      return undefined
    }
    const top = Math.min(2, Math.floor(first / 40))
    return [top, first - top * 40, ...arcs.slice(1)].join('.')
  },
}

const longestOid = 64

function base128(arc: number): number[] {
  const higher = arc < 128 ? [] : base128(Math.floor(arc / 128)).map((octet) => octet | 0x80)
  return [...higher, arc % 128]
}

const mostTags = 1000

/** Tags one after another, as a tag list (5C) has them: 0x5a, 0xbf22. */
export const tagList: Content<readonly number[]> = {
  write: (value) => Uint8Array.from(value.flatMap(octetsOfTag)),
  read({ content, contentOffset }, { findings }) {
    const tags: number[] = []
    for (let at = 0; at < content.length; ) {
      if (tags.length === mostTags) {
        findings.add(contentOffset + at, 'limit of this reader', `more than ${mostTags} tags: not read on`)
        break
      }
      const width = tagWidth(content.subarray(at, at + 4))
      if (width === undefined) {
        findings.add(
          contentOffset + at,
          'X.690 §8.1.2.4',
          'a tag that does not end, or of more than four octets',
        )
        break
      }
      tags.push(content.subarray(at, at + width).reduce((tag, octet) => tag * 256 + octet, 0))
      at += width
    }
    return tags
  },
}

function octetsOfTag(tag: number): number[] {
  return tag < 256 ? [tag] : [...octetsOfTag(Math.floor(tag / 256)), tag % 256]
}

function tagWidth(octets: Uint8Array): number | undefined {
  if (((octets[0] ?? 0) & 0x1f) !== 0x1f) return 1
  const last = octets.subarray(1).findIndex((octet) => octet < 0x80)
  return last === -1 ? undefined : last + 2
}
