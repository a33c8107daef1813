import { toHex } from '#content'
import { type Content, fail, shapeClause } from './schema.ts'

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
