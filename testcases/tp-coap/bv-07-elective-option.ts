import { granted, messageCase } from './message-case.ts'

/** Of the numbers for experiments (RFC 7252 §12.2); even, hence elective. */
const elective = { number: 65000, value: Uint8Array.of(1, 2, 3) }

/** Even numbers that nobody has, up to and beyond those of RFC 7252; 40 brought down a public implementation. */
const unassigned = Array.from({ length: 20 }, (_, index) => 30 + 2 * index).filter((number) => number !== 60)

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-05',
  title: 'Unknown elective options',
  purpose:
    'An elective option that is not known is passed over, be it one or twenty, be it empty, whatever its number.',
  steps: [
    'A request is sent with an elective option of a number for experiments, then with twenty of them.',
    'A request is sent that ends in an elective option of no octets.',
    'A request is sent with an option of each even number from 30 to 68 that nobody has.',
    'Unless it is granted, a request is sent with each of them alone.',
  ],
  rules: [
    { text: 'passes over an elective option that it does not know', clause: 'RFC 7252 §5.4.1' },
    { text: 'passes over twenty of them', clause: 'RFC 7252 §5.4.1' },
    { text: 'passes over an empty one at the end of the message', clause: 'RFC 7252 §3.1' },
    { text: 'passes over every number that is not assigned', clause: 'RFC 7252 §5.4.1' },
  ],
  async body({ wire, harmless, must }) {
    const one = wire.sends('a request with an elective option 65000', { ...harmless, options: [elective] })
    await must(0, one.responded, granted)
    const options = Array.from({ length: 20 }, (_, index) => ({ ...elective, number: 65000 + 2 * index }))
    const many = wire.sends('a request with twenty elective options', { ...harmless, options })
    await must(1, many.responded, granted)
    const last = { ...elective, value: new Uint8Array() }
    const empty = wire.sends('a request that ends in an empty option', { ...harmless, options: [last] })
    await must(2, empty.responded, granted)
    const withOptions = (what: string, numbers: readonly number[]) => {
      const options = numbers.map((number) => ({ number, value: Uint8Array.of(1) }))
      return wire.sends(what, { ...harmless, options }).responded
    }
    const all = withOptions('a request with every unassigned option', unassigned)
    if ((await all.comes()) && granted.verify(await all.happens()) === undefined) {
      await must(3, all, granted)
      return
    }
    for (const number of unassigned)
      await must(3, withOptions(`a request with option ${number}`, [number]), granted)
  },
})
