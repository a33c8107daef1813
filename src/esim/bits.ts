import type { Tlv } from './der.ts'
import { type Content, fail, type ReadingOf, shapeClause } from './schema.ts'

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
