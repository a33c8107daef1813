import { RegistryError } from './error.ts'
import { readPlain } from './plain-reader.ts'
import type { XmlElement } from './xml-element.ts'
import { readWithXml2js } from './xml2js-reader.ts'

export type { XmlElement } from './xml-element.ts'

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

/**
 * Reads one XML document. The five predefined and numeric entities are understood, declarations are refused. xml2js
 * judges every document that is not of the plainest kind, and alone says what is wrong and where.
 * Throws RegistryError, and nothing else, for whatever is not one well-formed document.
 */
export function readXml(text: string, file: string): XmlElement {
  guard(text, file)
  const offset = endOfProlog(text)
  return readPlain(text, offset) ?? readWithXml2js(text, offset, file)
}

/** The trimmed text of the first child of that name; undefined when there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text.trim()
}
