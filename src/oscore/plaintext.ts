import type { CoapMessage } from '#coap'
import { type Decoded, decode, encode, type Option, optionNumbers } from '#coap'
import { join } from './octets.ts'

/** What OSCORE protects of a message. */
export type Content = Pick<CoapMessage, 'code' | 'options' | 'payload'>

const { uriHost, uriPort, proxyUri, proxyScheme, oscore, hopLimit, edhoc, observe } = optionNumbers

/** Options that only go outside, class U (RFC 8613 §4.1, RFC 8768 §3, RFC 9668 §3.1). All others are encrypted. */
const outerOnly: readonly number[] = [uriHost, uriPort, proxyUri, proxyScheme, oscore, hopLimit, edhoc]

/** Whether the option is for proxies, and stays unprotected. */
export function isOuter({ number }: Option): boolean {
  return outerOnly.includes(number)
}

/** The options of a message that go outside: class U, and Observe, which goes both ways (§4.1.3.5). */
export function outerOptions(options: readonly Option[]): Option[] {
  return options.filter((option) => isOuter(option) || option.number === observe)
}

/** The options of a message that are encrypted. */
export function innerOptions(options: readonly Option[]): Option[] {
  return options.filter((option) => !isOuter(option))
}

/** Code, options and payload as they are encrypted (RFC 8613 §5.3). */
export function encodePlaintext(content: Content): Uint8Array {
  const whole = encode({ ...content, type: 'CON', messageId: 0, token: new Uint8Array() })
  return join(whole.subarray(1, 2), whole.subarray(4))
}

/** Reads a plaintext strictly. Offsets of violations count from a header of four octets. Never throws. */
export function decodePlaintext(plaintext: Uint8Array): Decoded {
  const code = plaintext.subarray(0, 1)
  if (code.length === 0) {
    return { violations: [{ offset: 0, clause: 'RFC 8613 §5.3', text: 'the plaintext is empty' }] }
  }
  return decode(join(Uint8Array.of(0x40), code, Uint8Array.of(0, 0), plaintext.subarray(1)))
}
