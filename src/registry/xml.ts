import { Parser } from 'xml2js'
import { RegistryError } from './error.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  /** All character data directly inside, as written. */
  text: string
  /** Of the start tag, from 1. */
  readonly line: number
  /** Offsets into the text given to `readXml`. */
  readonly start: number
  end: number
}

/** The part of xml2js's tokenizer that tells order and position, which its own object trees lose. */
interface Tokenizer {
  readonly line: number
  readonly position: number
  readonly startTagPosition: number
  onopentag: (tag: { name: string; attributes: Record<string, string> }) => void
  ontext: (text: string) => void
  oncdata: (text: string) => void
  onclosetag: () => void
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of an XML file, without a byte order mark. Throws RegistryError when the octets are not UTF-8. */
export function decodeXml(xml: Uint8Array | string, file: string): string {
  if (typeof xml === 'string') return xml.startsWith('\uFEFF') ? xml.slice(1) : xml
  try {
    return utf8.decode(xml)
  } catch {
    throw new RegistryError(file, 'is not UTF-8; convert it, object definitions are UTF-8')
  }
}

function refuse(text: string, at: number, file: string, what: string): never {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  throw new RegistryError(file, what, line, at - before.lastIndexOf('\n'))
}

/** Refuses every declaration (DOCTYPE, ENTITY, …): entity bombs and external entities need one. */
function guard(text: string, file: string): void {
  let at = text.indexOf('<!')
  while (at >= 0) {
    const [open, close] = text.startsWith('<!--', at)
      ? ['<!--', '-->']
      : text.startsWith('<![CDATA[', at)
        ? ['<![CDATA[', ']]>']
        : []
    if (open === undefined || close === undefined) {
      const word = /^<!\[?\w*/.exec(text.slice(at, at + 20))?.[0] ?? '<!'
      refuse(
        text,
        at,
        file,
        `${word} is not allowed in an object definition (no DTD, no entities); remove it`,
      )
    }
    const end = text.indexOf(close, at + open.length)
    if (end < 0) refuse(text, at, file, `${open} is never closed by ${close}`)
    at = text.indexOf('<!', end + close.length)
  }
}

/** Where the root element begins: half of a typical file is licence comment, which needs no second reading. */
function endOfProlog(text: string): number {
  let at = 0
  for (;;) {
    while (' \t\r\n'.includes(text[at] ?? 'x')) at++
    const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined
    const end = close === undefined ? -1 : text.indexOf(close, at + 2)
    if (close === undefined || end < 0) return at
    at = end + close.length
  }
}

function placed(error: Error, file: string, linesBefore: number): RegistryError {
  const what = (error.message.split('\n')[0] ?? '').replace(/\.$/, '')
  const place = /Line: (\d+)\nColumn: (\d+)/.exec(error.message)
  return place === null
    ? new RegistryError(file, what)
    : new RegistryError(
        file,
        `not well-formed XML: ${what}`,
        Number(place[1]) + 1 + linesBefore,
        Number(place[2]),
      )
}

/**
 * Reads one XML document. The five predefined and numeric entities are understood, declarations are refused.
 * Throws RegistryError, and nothing else, for whatever is not one well-formed document.
 */
export function readXml(text: string, file: string): XmlElement {
  guard(text, file)
  const offset = endOfProlog(text)
  const linesBefore = text.slice(0, offset).split('\n').length - 1
  const parser = new Parser({ async: false })
  const tokens = (parser as unknown as { saxParser: Tokenizer }).saxParser
  const open: XmlElement[] = []
  const roots: XmlElement[] = []
  tokens.onopentag = ({ name, attributes }) => {
    const start = offset + tokens.startTagPosition - 1
    const element = {
      name,
      attributes,
      children: [],
      text: '',
      line: tokens.line + 1 + linesBefore,
      start,
      end: start,
    }
    ;(open.at(-1)?.children ?? roots).push(element)
    open.push(element)
  }
  tokens.ontext = tokens.oncdata = (piece) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += piece
  }
  tokens.onclosetag = () => {
    const element = open.pop()
    if (element !== undefined) element.end = offset + tokens.position
  }
  const failures: Error[] = []
  parser.parseString(text.slice(offset), (error) => {
    if (error !== null) failures.push(error)
  })
  const [failure] = failures
  if (failure !== undefined) throw placed(failure, file, linesBefore)
  const [root, second] = roots
  if (root === undefined) throw new RegistryError(file, 'holds no XML element', 1, 1)
  if (second !== undefined) throw new RegistryError(file, `second root element <${second.name}>`, second.line)
  return root
}

/** The trimmed text of the first child of that name; undefined when there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text.trim()
}
