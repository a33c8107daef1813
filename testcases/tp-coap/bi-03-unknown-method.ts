import { messageCase, refusedWith } from './message-case.ts'

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-03',
  title: 'Unknown method',
  purpose: 'A method code that nobody has defined is refused as such.',
  steps: ['A request with the method code 0.31 is sent.'],
  rules: [{ text: 'answers it with 4.05 Method Not Allowed', clause: 'RFC 7252 §5.8' }],
  async body({ wire, harmless, must }) {
    const request = wire.sends('a request with method 0.31', { ...harmless, code: '0.31' })
    await must(0, request.responded, refusedWith('4.05'))
  },
})
