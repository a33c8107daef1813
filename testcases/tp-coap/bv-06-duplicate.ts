import { check, type Reply, replyText } from '#testcase'
import { copied } from './copies.ts'
import { granted, messageCase } from './message-case.ts'

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-04',
  title: 'Duplicate of a request',
  purpose: 'Every copy of a Confirmable request is answered as the first was.',
  udpOnly: 'TCP delivers each message once',
  steps: ['A request is sent, and when it was answered the same octets again, until a copy is answered.'],
  rules: [
    { text: 'answers the request', clause: 'RFC 7252 §5.2' },
    { text: 'answers a copy as it did the original', clause: 'RFC 7252 §4.5', level: 'SHOULD' },
  ],
  async body({ wire, harmless, must }) {
    const request = wire.sends('a request', harmless)
    const first = await must(0, request.responded, granted)
    const alike = check<Reply>(replyText(first), (reply) =>
      reply.type === first.type && reply.code === first.code ? undefined : replyText(reply),
    )
    const copy = await copied(request)
    await must(1, copy.replied, alike)
  },
})
