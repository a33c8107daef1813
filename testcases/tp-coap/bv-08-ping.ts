import { check, type Reply, replyText } from '#testcase'
import { messageCase } from './message-case.ts'

const reset = check<Reply>('RST', (reply) => (reply.type === 'RST' ? undefined : replyText(reply)))

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-06',
  title: 'CoAP ping',
  purpose: 'An Empty Confirmable message is rejected, which shows that somebody is there.',
  udpOnly: 'over TCP a ping is a signalling message',
  steps: ['An Empty message is sent as CON.'],
  rules: [{ text: 'answers an Empty CON by RST', clause: 'RFC 7252 §4.3' }],
  async body({ wire, must }) {
    const ping = wire.sends('an Empty CON', { code: '0.00', token: new Uint8Array() })
    await must(0, ping.replied, reset)
  },
})
