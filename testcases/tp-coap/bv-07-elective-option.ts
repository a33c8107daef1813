import { granted, messageCase } from './message-case.ts'

/** Of the numbers for experiments (RFC 7252 §12.2); even, hence elective. */
const elective = { number: 65000, value: Uint8Array.of(1, 2, 3) }

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-05',
  title: 'Unknown elective options',
  purpose: 'An elective option that is not known is passed over, be it one or twenty.',
  steps: ['A request is sent with an elective option of a number for experiments, then with twenty of them.'],
  rules: [
    { text: 'passes over an elective option that it does not know', clause: 'RFC 7252 §5.4.1' },
    { text: 'passes over twenty of them', clause: 'RFC 7252 §5.4.1' },
  ],
  async body({ wire, harmless, must }) {
    const one = wire.sends('a request with an elective option 65000', { ...harmless, options: [elective] })
    await must(0, one.responded, granted)
    const options = Array.from({ length: 20 }, (_, index) => ({ ...elective, number: 65000 + 2 * index }))
    const many = wire.sends('a request with twenty elective options', { ...harmless, options })
    await must(1, many.responded, granted)
  },
})
