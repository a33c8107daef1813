import { messageCase, refusedWith } from './message-case.ts'

const accept = 17

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-02',
  title: 'Repeated critical option',
  purpose: 'A critical option that stands once too often is treated as one that is not known.',
  steps: ['A request with two Accept options is sent.'],
  rules: [{ text: 'answers it with 4.02 Bad Option', clause: 'RFC 7252 §5.4.5' }],
  async body({ wire, harmless, must }) {
    const options = [0, 0].map((value) => ({
      number: accept,
      value: Uint8Array.of(value).subarray(0, value),
    }))
    const request = wire.sends('a request with two Accept options', { ...harmless, options })
    await must(0, request.responded, refusedWith('4.02'))
  },
})
