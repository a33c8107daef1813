import fc from 'fast-check'
import { type CoapMessage, codeText, type Option } from '#coap'

const option: fc.Arbitrary<Option> = fc.record({
  number: fc.oneof(
    fc.constantFrom(1, 3, 4, 7, 8, 11, 12, 15, 17, 35, 39, 60, 252, 258),
    fc.integer({ min: 300, max: 65535 }),
  ),
  value: fc.uint8Array({ maxLength: 20 }),
})

/** Messages with codes in a range. */
const messageOf = (codes: readonly [number, number]): fc.Arbitrary<CoapMessage> =>
  fc.record({
    type: fc.constantFrom('CON', 'NON'),
    code: fc.integer({ min: codes[0], max: codes[1] }).map(codeText),
    messageId: fc.integer({ min: 0, max: 65535 }),
    token: fc.uint8Array({ maxLength: 8 }),
    options: fc.array(option, { maxLength: 6 }).map(sorted),
    payload: fc.uint8Array({ maxLength: 60 }),
  })

/** Requests of any method and options. */
export const request = messageOf([1, 31])
/** Responses of any code and options. */
export const response = messageOf([0x40, 0xbf])

/** Options in the order in which they are sent. */
export function sorted(options: readonly Option[]): Option[] {
  return options.toSorted((one, other) => one.number - other.number)
}
