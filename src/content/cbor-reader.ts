import { concat, fromUtf8, viewOf } from './bytes.ts'
import { Findings } from './findings.ts'
import { deepest, limitClause, mostItems, tooDeep, tooMany } from './limits.ts'
import type { Finding } from './node.ts'

/** A data item with its place in the payload, and how it was written where that tells something. */
export type CborItem = { readonly offset: number } & (
  | { readonly kind: 'integer'; readonly value: bigint; readonly minimal: boolean }
  | {
      readonly kind: 'octets'
      readonly value: Uint8Array
      readonly indefinite: boolean
      readonly minimal: boolean
    }
  | { readonly kind: 'text'; readonly value: string; readonly indefinite: boolean; readonly minimal: boolean }
  | {
      readonly kind: 'array'
      readonly items: readonly CborItem[]
      readonly indefinite: boolean
      readonly minimal: boolean
    }
  | {
      readonly kind: 'map'
      readonly entries: readonly CborEntry[]
      readonly indefinite: boolean
      readonly minimal: boolean
    }
  | { readonly kind: 'tag'; readonly tag: bigint; readonly item: CborItem; readonly minimal: boolean }
  /** `width`: octets of the float, 2, 4 or 8. */
  | { readonly kind: 'float'; readonly value: number; readonly width: 2 | 4 | 8 }
  | { readonly kind: 'simple'; readonly value: number }
)

export type CborEntry = readonly [key: CborItem, value: CborItem]

/** What reading found. `item` is missing, or lacks its tail, where the payload is not well-formed. */
export interface CborReading {
  readonly item?: CborItem
  readonly findings: readonly Finding[]
}

/** Simple values that have a name of their own (RFC 8949 §3.3). */
export const simple = { false: 20, true: 21, null: 22 } as const

/**
 * Reads one data item and nothing after it (RFC 8949). Findings are breaches of well-formedness and validity; forms that
 * are legal but not preferred (longer arguments, indefinite lengths) are only noted in the items. Never throws; what it
 * allocates is bounded by the payload, whatever lengths the payload declares.
 */
export function readCbor(payload: Uint8Array): CborReading {
  const reader = new Reader(payload)
  const item = reader.read(0)
  reader.finish()
  return item === undefined ? { findings: reader.findings.list } : { item, findings: reader.findings.list }
}

/** A text that is the same for equal items, however they are written; for comparing keys. */
function cborKey(item: CborItem): string {
  switch (item.kind) {
    case 'octets':
      return `h${Buffer.from(item.value).toString('hex')}`
    case 'text':
      return JSON.stringify(item.value)
    case 'array':
      return `[${item.items.map(cborKey).join()}]`
    case 'map':
      return `{${item.entries.map(([key, value]) => `${cborKey(key)}:${cborKey(value)}`).join()}}`
    case 'tag':
      return `${item.tag}(${cborKey(item.item)})`
    case 'integer':
      return `${item.value}`
    default:
      return `${item.kind}${item.value}`
  }
}

interface Head {
  readonly offset: number
  readonly major: number
  readonly info: number
  readonly argument: bigint
  readonly minimal: boolean
}

class Reader {
  readonly findings = new Findings()
  private at = 0
  private items = 0
  private broken = false
  private readonly view: DataView

  constructor(private readonly payload: Uint8Array) {
    this.view = viewOf(payload)
  }

  finish(): void {
    const rest = this.payload.length - this.at
    if (!this.broken && rest > 0) this.invalid(this.at, 'RFC 8949 §5.3', `${rest} octets after the data item`)
  }

  read(depth: number): CborItem | undefined {
    this.items += 1
    if (this.items > mostItems) return this.fail(this.at, limitClause, tooMany)
    const head = this.readHead()
    if (head === undefined) return undefined
    const { offset, major, info, argument, minimal } = head
    const indefinite = info === 31
    switch (major) {
      case 0:
        return { offset, kind: 'integer', value: argument, minimal }
      case 1:
        return { offset, kind: 'integer', value: -1n - argument, minimal }
      case 2: {
        const value = indefinite ? this.readChunks(offset, 2) : this.take(offset, argument)
        return value && { offset, kind: 'octets', value, indefinite, minimal }
      }
      case 3: {
        const value = indefinite ? this.readChunks(offset, 3) : this.take(offset, argument)
        if (value === undefined) return undefined
        const text = indefinite ? fromUtf8(value).text : this.text(offset, value)
        return { offset, kind: 'text', value: text, indefinite, minimal }
      }
      case 7:
        return this.readSimple(head)
    }
    if (depth >= deepest) return this.fail(offset, limitClause, tooDeep)
    const count = indefinite ? undefined : argument
    if (major === 4)
      return { offset, kind: 'array', items: this.readItems(count, depth), indefinite, minimal }
    if (major === 5)
      return { offset, kind: 'map', entries: this.readEntries(count, depth), indefinite, minimal }
    const item = this.read(depth + 1)
    return item && { offset, kind: 'tag', tag: argument, item, minimal }
  }

  private readHead(): Head | undefined {
    const offset = this.at
    const initial = this.payload[offset]
    if (initial === undefined)
      return this.fail(offset, 'RFC 8949 §3', 'the payload ends where a data item should begin')
    const major = initial >> 5
    const info = initial & 31
    this.at += 1
    if (info < 24) return { offset, major, info, argument: BigInt(info), minimal: true }
    if (info === 31) {
      if (major === 7)
        return this.fail(offset, 'RFC 8949 §3.2.1', 'a break outside an item of indefinite length')
      if (major >= 2 && major <= 5) return { offset, major, info, argument: 0n, minimal: true }
    }
    if (info > 27)
      return this.fail(
        offset,
        'RFC 8949 §3',
        `additional information ${info} is reserved for major type ${major}`,
      )
    const width = 2 ** (info - 24)
    if (this.payload.length - this.at < width)
      return this.fail(offset, 'RFC 8949 §3', 'the payload ends in the head of an item')
    const argument = this.readUnsigned(width)
    this.at += width
    const least = [24n, 2n ** 8n, 2n ** 16n, 2n ** 32n][info - 24] ?? 0n
    return { offset, major, info, argument, minimal: argument >= least }
  }

  private readUnsigned(width: number): bigint {
    if (width === 8) return this.view.getBigUint64(this.at)
    if (width === 4) return BigInt(this.view.getUint32(this.at))
    return BigInt(width === 2 ? this.view.getUint16(this.at) : this.view.getUint8(this.at))
  }

  private readSimple({ offset, info, argument }: Head): CborItem {
    if (info === 25) return { offset, kind: 'float', value: halfFloat(Number(argument)), width: 2 }
    if (info === 26) return { offset, kind: 'float', value: this.view.getFloat32(offset + 1), width: 4 }
    if (info === 27) return { offset, kind: 'float', value: this.view.getFloat64(offset + 1), width: 8 }
    if (info === 24 && argument < 32n)
      this.invalid(offset, 'RFC 8949 §3.3', `simple value ${argument} in two octets`)
    return { offset, kind: 'simple', value: Number(argument) }
  }

  private readItems(count: bigint | undefined, depth: number): CborItem[] {
    const items: CborItem[] = []
    while (!this.ended(count, items.length)) {
      const item = this.read(depth + 1)
      if (item === undefined) break
      items.push(item)
    }
    return items
  }

  private readEntries(count: bigint | undefined, depth: number): CborEntry[] {
    const entries: CborEntry[] = []
    const keys = new Set<string>()
    while (!this.ended(count, entries.length)) {
      const key = this.read(depth + 1)
      const value = key && this.read(depth + 1)
      if (key === undefined || value === undefined) break
      const name = cborKey(key)
      if (keys.has(name))
        this.invalid(key.offset, 'RFC 8949 §5.6', `the key ${name.slice(0, 40)} is there twice`)
      keys.add(name)
      entries.push([key, value])
    }
    return entries
  }

  /** Whether a container is complete; takes the break of an indefinite one. */
  private ended(count: bigint | undefined, have: number): boolean {
    if (this.broken) return true
    if (count !== undefined) return BigInt(have) >= count
    if (this.payload[this.at] !== 0xff) return false
    this.at += 1
    return true
  }

  private readChunks(offset: number, major: number): Uint8Array | undefined {
    const chunks: Uint8Array[] = []
    while (!this.ended(undefined, 0)) {
      const head = this.readHead()
      if (head === undefined) return undefined
      if (head.major !== major || head.info === 31) {
        return this.fail(
          head.offset,
          'RFC 8949 §3.2.3',
          'a chunk of a string must be a definite string of the same major type',
        )
      }
      const chunk = this.take(head.offset, head.argument)
      if (chunk === undefined) return undefined
      if (major === 3) this.text(head.offset, chunk)
      chunks.push(chunk)
    }
    return this.broken ? this.fail(offset, 'RFC 8949 §3.2.3', 'a string without end') : concat(chunks)
  }

  private take(offset: number, length: bigint): Uint8Array | undefined {
    const rest = this.payload.length - this.at
    if (length > BigInt(rest)) {
      return this.fail(offset, 'RFC 8949 §3', `a string of ${length} octets, but ${rest} are left`)
    }
    const octets = this.payload.subarray(this.at, this.at + Number(length))
    this.at += octets.length
    return octets
  }

  private text(offset: number, octets: Uint8Array): string {
    const { text, valid } = fromUtf8(octets)
    if (!valid) this.invalid(offset, 'RFC 8949 §3.1', 'a text string that is not UTF-8')
    return text
  }

  private invalid(offset: number, clause: string, text: string): void {
    this.findings.add(offset, clause, text)
  }

  private fail(offset: number, clause: string, text: string): undefined {
    if (!this.broken) this.invalid(offset, clause, text)
    this.broken = true
    return undefined
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const mantissa = bits & 1023
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1024 + mantissa) * 2 ** (exponent - 25)
}
