import fc from 'fast-check'
import { codeText } from './code.ts'
import { sortOptions } from './fields.ts'
import type { CoapMessage, MessageType } from './message.ts'

const lengths = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(12, 13, 14, 268, 269, 270, 1034))
const numbers = fc.oneof(
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 65535 }),
  fc.constantFrom(12, 13, 14, 268, 269, 270, 65535),
)
const option = fc.record({
  number: numbers,
  value: lengths.chain((length) => fc.uint8Array({ minLength: length, maxLength: length })),
})

/** Messages in the right format, of any type, code and options; not Empty. */
export const arbitraryMessage: fc.Arbitrary<CoapMessage> = fc.record({
  type: fc.constantFrom<MessageType>('CON', 'NON', 'ACK', 'RST'),
  code: fc.integer({ min: 1, max: 255 }).map(codeText),
  messageId: fc.integer({ min: 0, max: 65535 }),
  token: fc.uint8Array({ maxLength: 8 }),
  options: fc.array(option, { maxLength: 6 }).map(sortOptions),
  payload: fc.uint8Array({ maxLength: 40 }),
})
