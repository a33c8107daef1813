import type { XmlElement } from './xml-element.ts'

const startTag = /<([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<&\s]*")*)\s*(\/?)>/y
const attribute = /([\w:.-]+)="([^"]*)"/g
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The characters a text stands for; undefined when that takes more than the predefined entities. */
function plainText(text: string): string | undefined {
  if (text.includes(']]>')) return undefined
  if (!text.includes('&')) return text
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) return undefined
  return text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '')
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({})
/** Shared by the many elements without children. */
const noChildren: XmlElement[] = []

/** Sets of attributes by their text: a definition numbers its resources as the others do. */
const read = new Map<string, Readonly<Record<string, string>> | undefined>([['', noAttributes]])
/** So many are kept. */
const mostRead = 5000

function attributesOf(text: string): Readonly<Record<string, string>> | undefined {
  if (read.has(text)) return read.get(text)
  const attributes = readAttributes(text)
  if (read.size < mostRead) read.set(text, attributes)
  return attributes
}

function readAttributes(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = [...text.matchAll(attribute)].map(([, name, value]) => [name ?? '', value ?? ''] as const)
  const attributes = Object.fromEntries(pairs)
  return Object.keys(attributes).length === pairs.length ? Object.freeze(attributes) : undefined
}

/** Reads forward through one text, counting lines. */
class Reader {
  readonly #open: XmlElement[] = []
  #root: XmlElement | undefined
  #line = 1
  #nextFeed: number

  constructor(readonly text: string) {
    this.#nextFeed = text.indexOf('\n')
  }

  /** The root element, or undefined as soon as anything is not plain. */
  read(offset: number): XmlElement | undefined {
    let at = offset
    while (at < this.text.length) {
      const next = this.text.startsWith('<', at) ? this.#markup(at) : this.#characters(at)
      if (next === undefined) return undefined
      at = next
    }
    return this.#open.length === 0 ? this.#root : undefined
  }

  #append(text: string): void {
    const element = this.#open.at(-1)
    if (element !== undefined) element.text += text
  }

  #characters(at: number): number | undefined {
    const next = this.text.indexOf('<', at)
    const end = next < 0 ? this.text.length : next
    const text = plainText(this.text.slice(at, end))
    if (text === undefined || (this.#open.length === 0 && text.trim() !== '')) return undefined
    this.#append(text)
    return end
  }

  #markup(at: number): number | undefined {
    if (this.text.startsWith('</', at)) return this.#endTag(at)
    if (this.text.startsWith('<!--', at)) {
      const end = this.text.indexOf('--', at + 4)
      return end >= 0 && this.text[end + 2] === '>' ? end + 3 : undefined
    }
    if (this.text.startsWith('<![CDATA[', at)) {
      const end = this.text.indexOf(']]>', at)
      if (end < 0 || this.#open.length === 0) return undefined
      this.#append(this.text.slice(at + 9, end))
      return end + 3
    }
    return this.#startTag(at)
  }

  #endTag(at: number): number | undefined {
    const element = this.#open.pop()
    if (element === undefined || !this.text.startsWith(element.name, at + 2)) return undefined
    const last = at + 2 + element.name.length
    if (this.text[last] !== '>') return undefined
    element.end = last + 1
    return element.end
  }

  #startTag(at: number): number | undefined {
    startTag.lastIndex = at
    const match = startTag.exec(this.text)
    if (match === null) return undefined
    const attributes = attributesOf(match[2] ?? '')
    if (attributes === undefined) return undefined
    const end = startTag.lastIndex
    const name = match[1] ?? ''
    const element = {
      name,
      attributes,
      children: noChildren,
      text: '',
      line: this.#lineAt(end),
      start: at,
      end,
    }
    if (!this.#place(element)) return undefined
    if (match[3] !== '/') this.#open.push(element)
    return end
  }

  /** Whether the element has a place: inside another, or as the only root. */
  #place(element: XmlElement): boolean {
    const parent = this.#open.at(-1)
    if (parent === undefined) {
      if (this.#root !== undefined) return false
      this.#root = element
    } else if (parent.children === noChildren) parent.children = [element]
    else parent.children.push(element)
    return true
  }

  #lineAt(offset: number): number {
    while (this.#nextFeed >= 0 && this.#nextFeed < offset) {
      this.#line++
      this.#nextFeed = this.text.indexOf('\n', this.#nextFeed + 1)
    }
    return this.#line
  }
}

/**
 * Reads a document whose root element begins at `offset`, when it is of the plainest kind: elements, attributes, text,
 * CDATA and comments, as nearly all definitions are. Undefined for anything else, well-formed or not. It is here for
 * speed alone (a whole registry takes a quarter of the time) and must agree with xml2js wherever it answers.
 */
export function readPlain(text: string, offset: number): XmlElement | undefined {
  return new Reader(text).read(offset)
}
