import { check, type Reply, replyText } from '#testcase'
import { waits } from '../waits.ts'
import { messageCase, refusedWith } from './message-case.ts'

/** Of the numbers for experiments (RFC 7252 §12.2); odd, hence critical. */
const critical = { number: 65001, value: Uint8Array.of(1) }

/** RFC 7252 has it rejected; implementers are about to allow 4.02 as well. */
const notCarriedOut = check<readonly Reply[]>('RST, 4.02 or nothing', (replies) => {
  const answer = replies.find(({ type, code }) => type !== 'RST' && code !== '4.02')
  return answer === undefined ? undefined : replyText(answer)
})

export default messageCase({
  purposeId: 'TP/COAP/MSG/BI-01',
  title: 'Unknown critical option',
  purpose: 'A request whose critical option is not known is refused, and not carried out.',
  steps: ['A request with a critical option of a number for experiments is sent as CON, then as NON.'],
  rules: [
    { text: 'answers it with 4.02 Bad Option', clause: 'RFC 7252 §5.4.1' },
    { text: 'does not carry it out as NON: rejects it, ignores it, or says 4.02', clause: 'RFC 7252 §5.4.1' },
  ],
  async body({ scene, wire, harmless, must }) {
    const spoiled = { ...harmless, options: [critical] }
    const request = wire.sends('a request with a critical option 65001', spoiled)
    await must(0, request.responded, refusedWith('4.02'))
    const non = wire.sends('a NON request with a critical option 65001', { ...spoiled, type: 'NON' })
    await must(1, non.replies(scene.seconds(waits.noReply)), notCarriedOut)
  },
})
