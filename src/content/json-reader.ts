import { fromUtf8 } from './bytes.ts'
import { Findings } from './findings.ts'
import { deepest, limitClause, mostItems, tooDeep, tooMany } from './limits.ts'
import type { Finding } from './node.ts'

/** A JSON value with its place in the payload. Numbers keep their source, so that 64-bit integers survive. */
export type JsonItem = { readonly offset: number } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly source: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonItem[] }
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
)

export interface JsonMember {
  /** Of the name. */
  readonly offset: number
  readonly name: string
  readonly value: JsonItem
}

/** `item` is missing, or lacks its tail, where the payload is no JSON. */
export interface JsonReading {
  readonly item?: JsonItem
  readonly findings: readonly Finding[]
}

const clause = 'RFC 8259'
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Reads one JSON text (RFC 8259) with octet offsets, strictly. Never throws. */
export function readJson(payload: Uint8Array): JsonReading {
  const reader = new Reader(payload)
  const item = reader.readText()
  return item === undefined ? { findings: reader.findings.list } : { item, findings: reader.findings.list }
}

class Reader {
  readonly findings = new Findings()
  private at = 0
  private items = 0
  private broken = false
  /** One character an octet; strings are decoded from the octets. */
  private readonly source: string

  constructor(private readonly payload: Uint8Array) {
    this.source = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1')
  }

  readText(): JsonItem | undefined {
    if (this.source.startsWith('\xef\xbb\xbf')) {
      this.findings.add(0, `${clause} §8.1`, 'a byte order mark before the text')
      this.at = 3
    }
    const item = this.read(0)
    this.skipBlanks()
    const rest = this.source.length - this.at
    if (!this.broken && rest > 0)
      this.findings.add(this.at, `${clause} §2`, `${rest} octets after the JSON value`)
    return item
  }

  private read(depth: number): JsonItem | undefined {
    this.items += 1
    if (this.items > mostItems) return this.fail(limitClause, tooMany)
    this.skipBlanks()
    const offset = this.at
    const next = this.source[offset]
    if (next === '"') {
      const value = this.readString()
      return value === undefined ? undefined : { offset, kind: 'string', value }
    }
    if (next === '{' || next === '[') {
      if (depth >= deepest) return this.fail(limitClause, tooDeep)
      this.at += 1
      return next === '['
        ? { offset, kind: 'array', items: this.readItems(depth) }
        : { offset, kind: 'object', members: this.readMembers(depth) }
    }
    if (this.takeWord('true')) return { offset, kind: 'boolean', value: true }
    if (this.takeWord('false')) return { offset, kind: 'boolean', value: false }
    if (this.takeWord('null')) return { offset, kind: 'null' }
    return this.readNumber()
  }

  private readItems(depth: number): JsonItem[] {
    const items: JsonItem[] = []
    if (this.takeMark(']')) return items
    do {
      const item = this.read(depth + 1)
      if (item === undefined) return items
      items.push(item)
    } while (this.takeMark(','))
    this.expectMark(']')
    return items
  }

  private readMembers(depth: number): JsonMember[] {
    const members: JsonMember[] = []
    const names = new Set<string>()
    if (this.takeMark('}')) return members
    do {
      this.skipBlanks()
      const offset = this.at
      if (this.source[offset] !== '"') {
        this.fail(`${clause} §4`, 'a member must begin with its name in quotes')
        return members
      }
      const name = this.readString()
      const value = name !== undefined && this.expectMark(':') ? this.read(depth + 1) : undefined
      if (name === undefined || value === undefined) return members
      if (names.has(name))
        this.findings.add(
          offset,
          `${clause} §4`,
          `the name ${JSON.stringify(name.slice(0, 40))} is there twice`,
        )
      names.add(name)
      members.push({ offset, name, value })
    } while (this.takeMark(','))
    this.expectMark('}')
    return members
  }

  private readNumber(): JsonItem | undefined {
    const offset = this.at
    const source = this.match(/-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/y)
    if (source === undefined)
      return this.fail(
        `${clause} §3`,
        offset < this.source.length ? 'no JSON value' : 'the payload ends too early',
      )
    if (/^-?0[0-9]/.test(source)) this.findings.add(offset, `${clause} §6`, 'a number with leading zeros')
    return { offset, kind: 'number', source }
  }

  private readString(): string | undefined {
    const offset = this.at
    let end = offset + 1
    while (end < this.source.length && this.source[end] !== '"') end += this.source[end] === '\\' ? 2 : 1
    if (end >= this.source.length) return this.fail(`${clause} §7`, 'a string without end')
    this.at = end + 1
    const { text, valid } = fromUtf8(this.payload.subarray(offset + 1, end))
    if (!valid) this.findings.add(offset, `${clause} §8.1`, 'a string that is not UTF-8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters RFC 8259 §7 forbids
    if (/[\u0000-\u001f]/.test(text))
      this.findings.add(offset, `${clause} §7`, 'a control character without escape')
    const value = text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, escaped: string) => {
      if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
      const character = escapes[escaped]
      if (character === undefined)
        this.findings.add(offset, `${clause} §7`, `the unknown escape ${JSON.stringify(whole)}`)
      return character ?? whole
    })
    if (/\p{Surrogate}/u.test(value)) this.findings.add(offset, `${clause} §8.2`, 'half of a surrogate pair')
    return value
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  private takeWord(word: string): boolean {
    if (!this.source.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  private takeMark(mark: string): boolean {
    if (this.broken) return false
    this.skipBlanks()
    return this.takeWord(mark)
  }

  private expectMark(mark: string): boolean {
    if (this.broken || this.takeMark(mark)) return !this.broken
    this.fail(`${clause} §2`, `"${mark}" is missing`)
    return false
  }

  private skipBlanks(): void {
    this.match(/[ \t\r\n]*/y)
  }

  private fail(cited: string, text: string): undefined {
    if (!this.broken) this.findings.add(this.at, cited, text)
    this.broken = true
    return undefined
  }
}
