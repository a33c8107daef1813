import { check, type Reply, replyText } from '#testcase'
import { messageCase, rounds } from './message-case.ts'

const acknowledgement = check<Reply>('an ACK', (reply) =>
  reply.type === 'ACK' ? undefined : replyText(reply),
)

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-12',
  title: 'Acknowledgement of a request',
  purpose: 'A Confirmable request is acknowledged, whatever its response comes in.',
  udpOnly: 'over TCP nothing is acknowledged',
  steps: [`A request is sent; up to ${rounds} times anew, while its response comes before an ACK.`],
  rules: [{ text: 'acknowledges a Confirmable request', clause: 'RFC 7252 §4.2' }],
  async body({ wire, harmless, must }) {
    let request = wire.sends('a request', harmless)
    // The network may lose an ACK, or have the response overtake it.
    for (let round = 1; round < rounds && (await request.replied.happens()).type !== 'ACK'; round++)
      request = wire.sends('a request anew', harmless)
    await must(0, request.replied, acknowledgement)
  },
})
