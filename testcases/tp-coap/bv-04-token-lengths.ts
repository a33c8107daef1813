import { check, type Reply } from '#testcase'
import { granted, messageCase } from './message-case.ts'

const echoes = (token: Uint8Array) =>
  check<Reply>(`token ${Buffer.from(token).toString('hex')}`, (reply) =>
    Buffer.compare(reply.token, token) === 0
      ? undefined
      : `token ${Buffer.from(reply.token).toString('hex')}`,
  )

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-02',
  title: 'Tokens of every length',
  purpose: 'A token of one to eight octets comes back unchanged.',
  steps: ['Requests with tokens of 1 to 8 octets are sent, one after the other.'],
  rules: [{ text: 'gives every token back as it was', clause: 'RFC 7252 §5.3.1' }],
  async body({ wire, harmless, must }) {
    for (let length = 1; length <= 8; length++) {
      const token = Uint8Array.from({ length }, (_, index) => 16 * length + index)
      const request = wire.sends(`a request with a token of ${length} octets`, { ...harmless, token })
      await must(0, request.responded, granted, echoes(token))
    }
  },
})
