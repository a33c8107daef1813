import { Parser } from 'xml2js'
import { RegistryError } from './error.ts'
import type { XmlElement } from './xml-element.ts'

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
 * Reads a document whose root element begins at `offset`, with xml2js. Throws RegistryError, and nothing else, with the
 * place of what is not well-formed.
 */
export function readWithXml2js(text: string, offset: number, file: string): XmlElement {
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
