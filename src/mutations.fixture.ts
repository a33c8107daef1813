import fc from 'fast-check'

/** A change of some octets. */
type Mutation = (octets: Uint8Array) => Uint8Array

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const octet = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0x00, 0x1b, 0x5b, 0x7f, 0x9b, 0xbb, 0xff, 0x22, 0x5b, 0x7b),
)

const flip = fc.tuple(place, octet).map(
  ([where, value]): Mutation =>
    (octets) => {
      const changed = octets.slice()
      if (changed.length > 0) changed[Math.floor(where * changed.length)] = value
      return changed
    },
)
const truncate = place.map(
  (where): Mutation =>
    (octets) =>
      octets.slice(0, Math.floor(where * octets.length)),
)
const insert = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(
  ([where, more]): Mutation =>
    (octets) => {
      const split = Math.floor(where * octets.length)
      return Uint8Array.from([...octets.subarray(0, split), ...more, ...octets.subarray(split)])
    },
)
const double = fc.tuple(place, place).map(
  ([from, to]): Mutation =>
    (octets) => {
      const [start = 0, end = 0] = [from, to]
        .map((where) => Math.floor(where * octets.length))
        .sort((a, b) => a - b)
      return Uint8Array.from([...octets.subarray(0, end), ...octets.subarray(start)])
    },
)
const nest = fc.tuple(place, fc.constantFrom('81', 'a100', '9f', '5b', '0800', '8000', '5b5b')).map(
  ([where, head]): Mutation =>
    (octets) => {
      const split = Math.floor(where * octets.length)
      return Uint8Array.from([
        ...octets.subarray(0, split),
        ...Buffer.from(head.repeat(20), 'hex'),
        ...octets.subarray(split),
      ])
    },
)

/** One to three changes of what was valid: octets, lengths, repetitions, nesting. */
export const mutation = fc
  .array(fc.oneof(flip, truncate, insert, double, nest), { minLength: 1, maxLength: 3 })
  .map(
    (changes): Mutation =>
      (octets) =>
        changes.reduce((changed, change) => change(changed), octets),
  )
