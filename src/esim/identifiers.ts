import { type Content, fail } from './schema.ts'

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
