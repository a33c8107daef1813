import { check, type Reply } from '#testcase'
import { granted, messageCase } from './message-case.ts'

const noToken = check<Reply>('a token of no octets', ({ token }) =>
  token.length === 0 ? undefined : `${token.length} octets`,
)

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-01',
  title: 'Empty token',
  purpose: 'A token may have no octets, and comes back as it is.',
  steps: ['A request with an empty token is sent.'],
  rules: [{ text: 'answers a request with an empty token, by an empty token', clause: 'RFC 7252 §5.3.1' }],
  async body({ wire, harmless, must }) {
    const request = wire.sends('a request with an empty token', { ...harmless, token: new Uint8Array() })
    await must(0, request.responded, granted, noToken)
  },
})
