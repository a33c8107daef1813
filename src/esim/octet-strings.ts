import { fromUtf8, toHex } from '#content'
import { type Content, fail, shapeClause } from './schema.ts'

interface Size {
  readonly min: number
  readonly max: number
}

function sizeOf(min: number, max: number): Size {
  return { min, max }
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
