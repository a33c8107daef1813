import { Findings } from '#content'
import { readTlvs, type Tlv, tagText, tlv } from './der.ts'
import { type Content, type Element, fail, type Match, type Optional, shapeClause } from './schema.ts'
import { type Sgp32Version, sgp32Versions, type TagByVersion, tagIn } from './version.ts'

/** An element that stands inside another tag as it is: a CHOICE that was tagged. */
export interface Explicit<T> extends Element<T> {
  readonly whenTagged: Content<T>
}

/** Ways of writing an element that peers are known to have got wrong, and that are read with a finding. */
export interface Lenience {
  /** Tags that stand in its place. */
  readonly alsoAs?: readonly number[]
}

/** An element: a tag, and what stands in it. */
export function at<T>(
  tags: TagByVersion,
  inner: Content<T> | Explicit<T>,
  { alsoAs = [] }: Lenience = {},
): Element<T> {
  const content = 'whenTagged' in inner ? inner.whenTagged : inner
  const elsewhere = sgp32Versions.flatMap((version) => tagIn(tags, version) ?? [])
  return {
    match(tag, version): Match<T> | undefined {
      const { read } = content
      if (tag === tagIn(tags, version)) return { read }
      if (alsoAs.includes(tag)) return { deviation: `written as ${tagText(tag)}`, read }
      if (!elsewhere.includes(tag)) return undefined
      const deviation = `${tagText(tag)} belongs to another version than SGP.32 v${version}`
      return isLater(tags, version) ? { deviation, tolerated: true, read } : { deviation, read }
    },
    write(value, writing) {
      const tag = tagIn(tags, writing.version)
      if (tag === undefined) return fail(writing, `SGP.32 v${writing.version} does not have it`)
      const given = content.asGiven?.(value)
      if (given === undefined) return tlv(tag, content.write(value, writing))
      if (soleTlv(given)?.tag === tag) return given
      return fail(writing, `one whole TLV with the tag ${tagText(tag)} is needed`)
    },
    describe(version) {
      const tag = tagIn(tags, version)
      return tag === undefined ? '' : tagText(tag)
    },
  }
}

/** Whether a version has no such element, but a later one has: messages may be extended so. */
function isLater(tags: TagByVersion, version: Sgp32Version): boolean {
  const later = sgp32Versions.slice(sgp32Versions.indexOf(version) + 1)
  return tagIn(tags, version) === undefined && later.some((one) => tagIn(tags, one) !== undefined)
}

/** An element that was another one up to a version. */
export function until<T>(lastOld: Sgp32Version, old: Element<T>, now: Element<T>): Element<T> {
  const last = sgp32Versions.indexOf(lastOld)
  const pick = (version: Sgp32Version): Element<T> => (sgp32Versions.indexOf(version) > last ? now : old)
  return {
    match: (tag, version) => pick(version).match(tag, version),
    write: (value, writing) => pick(writing.version).write(value, writing),
    describe: (version) => pick(version).describe(version),
  }
}

/** A field that may be missing. */
export function optional<T>(element: Element<T>): Optional<T> {
  return { optional: element }
}

/** A field that may be missing from messages of versions before this one. */
export function neededFrom<T>(version: Sgp32Version, element: Element<T>): Optional<T> {
  return { optional: element, neededFrom: version }
}

/** The TLV itself, tag and length included, for what is relayed or read by others. */
export const raw: Content<Uint8Array> = {
  write: (_, writing) => fail(writing, 'a whole TLV is needed'),
  read: (tlv) => tlv.octets,
  asGiven: (value) => value,
}

/** A part that is signed: what it says, and its octets (tag and length included) as they were signed or received. */
export interface Signed<T> {
  /** Written as it is; where it is missing, it is made of `content`. */
  readonly der?: Uint8Array
  readonly content: T
}

/** A part that somebody signs, so that its octets are kept as they came. */
export function signed<T>(inner: Content<T>): Content<Signed<T>> {
  return {
    write: ({ content }, writing) => inner.write(content, writing),
    read(tlv, reading) {
      const content = inner.read(tlv, reading)
      return content === undefined ? undefined : { der: tlv.octets, content }
    },
    asGiven: ({ der }) => der,
  }
}

/**
 * A SEQUENCE of others (X.509), whose tag gives way to the one that it stands under. Its value is the SEQUENCE as
 * others read it, which begins with 30.
 */
export const implicitSequence: Content<Uint8Array> = {
  write(value, writing) {
    const whole = soleTlv(value)
    if (whole?.tag !== 0x30) return fail(writing, `a SEQUENCE in DER is needed`)
    return whole.content
  },
  read(given, { findings }) {
    const nested = soleTlv(given.content)
    if (nested?.tag !== 0x30) return tlv(0x30, given.content)
    const text = `a whole SEQUENCE in ${tagText(given.tag)}, which takes the place of its tag`
    findings.add(given.contentOffset, shapeClause, text)
    return nested.octets
  },
}

/** The one TLV that these octets are. */
function soleTlv(octets: Uint8Array): Tlv | undefined {
  const [only] = readTlvs(octets, 0, new Findings())
  return only?.octets.length === octets.length ? only : undefined
}
