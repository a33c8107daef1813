import { fromUtf8, toUtf8 } from './bytes.ts'
import { ContentError } from './content-error.ts'
import { excerpt, Findings } from './findings.ts'
import { limitClause, mostItems, tooMany } from './limits.ts'
import type { Finding } from './node.ts'

export interface LinkAttribute {
  readonly name: string
  /** Without quotes and escapes; absent for a bare attribute such as `;obs`. */
  readonly value?: string
  readonly quoted: boolean
}

/** A link; the target is `''` for an item without `<…>`, as Bootstrap-Discover of LwM2M 1.0 began (`lwm2m=1.0,…`). */
export interface Link {
  readonly target: string
  readonly attributes: readonly LinkAttribute[]
}

const clause = 'RFC 6690 §2'
const token = /^[!#-'()*+\-./0-9:<=>?@A-Z[\]^_`a-z{|}~]+$/
const attributeName = /^[!#$&+\-.0-9A-Z^_`a-z|~]+\*?$/

/**
 * Reads `application/link-format` (RFC 6690 §2). Blanks, unquoted values that need quotes, and items without `<…>` are
 * findings, but are read as they are meant; blanks before a link, which the lists that Core 1.1.1 §6.2.1 prints have, are
 * tolerated ones. Never throws.
 */
export function parseLinks(payload: Uint8Array): { links: Link[]; findings: Finding[] } {
  return new LinkReader(payload).read()
}

/** Writes link-format; a link with the target `''` becomes a bare item. Throws {@link ContentError}. */
export function formatLinks(links: readonly Link[]): Uint8Array {
  return toUtf8(links.map(linkText).join())
}

function linkText({ target, attributes }: Link): string {
  if (/[<>]/.test(target)) throw new ContentError(`the link target ${excerpt(target)} holds < or >`)
  return [...(target === '' ? [] : [`<${target}>`]), ...attributes.map(attributeText)].join(';')
}

function attributeText({ name, value, quoted }: LinkAttribute): string {
  if (value === undefined) return name
  return `${name}=${quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value}`
}

class LinkReader {
  private readonly findings = new Findings()
  private readonly links: Link[] = []
  /** One character an octet, so that places are octets. */
  private readonly source: string
  private at = 0

  constructor(private readonly payload: Uint8Array) {
    this.source = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1')
    if (!fromUtf8(payload).valid) this.findings.add(0, clause, 'not UTF-8')
  }

  read(): { links: Link[]; findings: Finding[] } {
    while (this.at < this.source.length) {
      if (this.links.length >= mostItems) {
        this.findings.add(this.at, limitClause, tooMany)
        break
      }
      this.links.push(this.readLink())
      if (this.at >= this.source.length) break
      this.at += 1
      if (this.at >= this.source.length) this.report(this.at - 1, 'a comma after the last link')
    }
    return { links: this.links, findings: this.findings.list }
  }

  private readLink(): Link {
    this.skipBlanks({ tolerated: true })
    const start = this.at
    const target = this.readTarget()
    const attributes = new Map<string, LinkAttribute>()
    this.skipBlanks()
    if (target === '' && start === this.at) {
      this.report(start, `${excerpt(this.peek(20))} where a link should begin with "<"`)
      this.addAttribute(attributes)
    }
    while (this.source[this.at] === ';') {
      this.at += 1
      this.skipBlanks()
      this.addAttribute(attributes)
    }
    if (this.at < this.source.length && this.source[this.at] !== ',') {
      const rest = this.takeUntil(',')
      this.report(this.at - rest.length, `${excerpt(rest)} between two links`)
    }
    return { target, attributes: [...attributes.values()] }
  }

  private readTarget(): string {
    if (this.source[this.at] !== '<') return ''
    const end = this.source.indexOf('>', this.at)
    if (end < 0) this.report(this.at, 'a target without ">"')
    const target = this.utf8(this.at + 1, end < 0 ? this.source.length : end)
    if (/[\s"<>\\^`{|}]/.test(target))
      this.report(this.at, `the target ${excerpt(target)} is no URI reference`)
    this.at = end < 0 ? this.source.length : end + 1
    return target
  }

  private addAttribute(attributes: Map<string, LinkAttribute>): void {
    const start = this.at
    const name = this.takeUntil('=;,').trim()
    if (!attributeName.test(name)) this.report(start, `${excerpt(name)} is no attribute name`)
    if (attributes.has(name)) this.report(start, `the attribute ${excerpt(name)} is there twice`)
    const attribute = { name, ...this.readValue() }
    if (name !== '' && !attributes.has(name)) attributes.set(name, attribute)
    this.skipBlanks()
  }

  private readValue(): { value?: string; quoted: boolean } {
    if (this.source[this.at] !== '=') return { quoted: false }
    this.at += 1
    this.skipBlanks()
    const start = this.at
    if (this.source[start] === '"') return { value: this.readQuoted(), quoted: true }
    const raw = this.takeUntil(';,')
    const value = this.utf8(start, this.at).trim()
    if (!token.test(raw)) this.report(start, `the value ${excerpt(raw)} is no token: it must be quoted`)
    return { value, quoted: false }
  }

  private readQuoted(): string {
    const start = this.at
    let end = start + 1
    while (end < this.source.length && this.source[end] !== '"') end += this.source[end] === '\\' ? 2 : 1
    if (end >= this.source.length) this.report(start, 'a quoted value without end')
    const stop = Math.min(end, this.source.length)
    this.at = Math.min(stop + 1, this.source.length)
    return this.utf8(start + 1, stop).replace(/\\([\s\S])/g, '$1')
  }

  private takeUntil(marks: string): string {
    const start = this.at
    while (this.at < this.source.length && !marks.includes(this.source[this.at] ?? '')) this.at += 1
    return this.source.slice(start, this.at)
  }

  private skipBlanks(how: Pick<Finding, 'tolerated'> = {}): void {
    const start = this.at
    while (/[ \t\r\n]/.test(this.source[this.at] ?? '')) this.at += 1
    if (this.at > start) this.findings.add(start, clause, 'blanks, which link-format has only in quotes', how)
  }

  private utf8(start: number, end: number): string {
    return fromUtf8(this.payload.subarray(start, end)).text
  }

  private peek(length: number): string {
    return this.source.slice(this.at, this.at + length)
  }

  private report(offset: number, text: string): void {
    this.findings.add(offset, clause, text)
  }
}
