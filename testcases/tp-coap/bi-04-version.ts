import { waits } from '../waits.ts'
import { ignored, messageCase, rounds } from './message-case.ts'

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-04',
  title: 'Another version of CoAP',
  purpose: 'A message of a version that is not known is ignored in silence.',
  udpOnly: 'a message over TCP has no version',
  steps: ['Requests whose version field says 2 are sent, one after the other.'],
  rules: [{ text: 'ignores it', clause: 'RFC 7252 §3' }],
  async body({ scene, wire, harmless, must }) {
    for (let round = 1; round <= rounds; round++) {
      const spoiled = { ...harmless, spoil: { version: 2 } }
      const request = wire.sends('a request of version 2', spoiled, { once: true })
      await must(0, request.replies(scene.seconds(waits.noReply)), ignored)
    }
  },
})
