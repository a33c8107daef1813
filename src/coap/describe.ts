import { readBlock, sizeOf } from './block-option.ts'
import { codeName, isSignal } from './code.ts'
import { readLocation, readPath, readQuery } from './fields.ts'
import type { CoapMessage, Option } from './message.ts'
import { decodeUint, optionDefinition, optionName, optionNumbers } from './options.ts'
import { signalOption } from './tcp/signals.ts'

const { uriPath, uriQuery, locationPath, block1, block2 } = optionNumbers
const inPath: readonly number[] = [uriPath, uriQuery, locationPath]

/** Octets in hexadecimal, lower case. */
export function hex(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex')
}

/** One line for people: `CON 0.01 GET /3/0?x=1 Accept:11542 [mid 4711, token 0a0b] 12 octets`. Nothing is masked. */
export function describe(message: CoapMessage): string {
  const { type, code, messageId, token, options, payload, transport } = message
  const stream = transport === 'tcp'
  if (stream && isSignal(code)) return describeSignal(message)
  const path = readPath(options)
  const query = readQuery(options)
  const location = readLocation(options)
  const words: string[] = stream ? [code] : [type, code]
  const name = codeName(code)
  if (name !== undefined) words.push(name)
  if (path.length > 0 || query.length > 0) {
    words.push(`/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`)
  }
  if (location.length > 0) words.push(`Location:/${location.join('/')}`)
  words.push(...options.filter(({ number }) => !inPath.includes(number)).map(describeOption))
  const marks = [
    ...(stream ? [] : [`mid ${messageId}`]),
    ...(token.length > 0 ? [`token ${hex(token)}`] : []),
  ]
  if (marks.length > 0) words.push(`[${marks.join(', ')}]`)
  if (payload.length > 0) words.push(`${payload.length} octets`)
  return words.join(' ')
}

function describeSignal({ code, token, options, payload }: CoapMessage): string {
  const words: string[] = [code, codeName(code) ?? 'signalling']
  for (const { number, value } of options) {
    const known = signalOption(code, number)
    if (known === undefined) words.push(`option ${number}:${hex(value)}`)
    else if (known.format === 'empty') words.push(known.name)
    else
      words.push(
        `${known.name}:${known.format === 'uint' && value.length <= 6 ? decodeUint(value) : new TextDecoder().decode(value)}`,
      )
  }
  if (token.length > 0) words.push(`[token ${hex(token)}]`)
  if (payload.length > 0) words.push(`${payload.length} octets`)
  return words.join(' ')
}

function describeOption(option: Option): string {
  return `${optionName(option.number)}:${describeValue(option)}`
}

function describeValue({ number, value }: Option): string {
  if (number === block1 || number === block2) {
    const block = readBlock([{ number, value }], number)
    if (block !== undefined) return `${block.num}/${block.more ? 1 : 0}/${sizeOf(block.szx)}`
  }
  const format = optionDefinition(number)?.format
  if (format === 'uint' && value.length <= 6) return String(decodeUint(value))
  if (format === 'string') return new TextDecoder().decode(value)
  return hex(value)
}
