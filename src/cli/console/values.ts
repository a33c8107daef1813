import { codeName, type Response } from '#coap'
import { decode, formatName, type Ids, type Node, pathText, type Value, valueText } from '#content'
import type { ResourceType } from '#registry'
import { UserError } from '../../user-error.ts'

/**
 * A value as a person types it: as plain text has it (Core 1.1.1 §7.4.1), but `true` and `false`, and octets in
 * hexadecimal.
 * @throws UserError when the text is no value of the type
 */
export function typedValue(text: string, type: ResourceType, path: Ids): Value {
  const problem = (why: string): UserError => new UserError(`${pathText(path)} is of type ${type}: ${why}`)
  if (type === 'opaque') {
    if (!/^([0-9a-f]{2})*$/i.test(text)) throw problem(`"${text}" is no hexadecimal`)
    return { type, value: Uint8Array.from(Buffer.from(text, 'hex')) }
  }
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw problem(`"${text}" is neither true nor false`)
    return { type, value: text === 'true' }
  }
  const shapeOf = () => ({ type, multiple: path.length > 3 })
  const { nodes, findings } = decode('text', new TextEncoder().encode(text), { base: path, shapeOf })
  const value = nodes[0]?.value
  if (value === undefined || findings.length > 0) throw problem(findings[0]?.text ?? `"${text}" is no value`)
  return value
}

/** Nodes, a line each; without a value, what is there and empty. */
export function nodeLines(nodes: readonly Node[]): string[] {
  return nodes.map(
    ({ path, value }) => `${pathText(path)}${value === undefined ? ' is empty' : ` = ${valueText(value)}`}`,
  )
}

/**
 * What came back, in lines: the code, and what it carries.
 * @param read reads its payload
 */
export function responseLines(
  response: Response | undefined,
  read: (format: Exclude<ReturnType<typeof formatName>, 'link' | undefined>) => readonly Node[],
): string[] {
  if (response === undefined) return ['no answer came']
  const { code, contentFormat, payload } = response
  const first = `${code} ${codeName(code) ?? ''}`.trim()
  const format = formatName(contentFormat)
  const text = (): string => new TextDecoder().decode(payload)
  if (payload.length === 0) return [first]
  if (format === 'link') return [first, ...text().split(/,(?=<)/)]
  if (format === undefined || !code.startsWith('2.')) return [`${first}: ${text()}`]
  return [first, ...nodeLines(read(format))]
}
