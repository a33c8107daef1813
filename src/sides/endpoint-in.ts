import { type Decoded, optionNumbers } from '#coap'

/** The endpoint name that a Register, Bootstrap-Request or Bootstrap-Pack-Request states. */
export function endpointIn({ message }: Pick<Decoded, 'message'>): string | undefined {
  if (message?.code !== '0.01' && message?.code !== '0.02') return undefined
  for (const { number, value } of message.options) {
    if (number !== optionNumbers.uriQuery) continue
    const text = new TextDecoder().decode(value)
    if (text.startsWith('ep=')) return text.slice(3)
  }
  return undefined
}
