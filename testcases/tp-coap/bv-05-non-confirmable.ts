import { check, type Reply } from '#testcase'
import { messageCase } from './message-case.ts'

const notAcknowledged = check<Reply>('no ACK', (reply) => (reply.type === 'ACK' ? 'ACK' : undefined))

export default messageCase({
  purposeId: 'TP/COAP/MSG/BV-03',
  title: 'Non-confirmable request',
  purpose: 'A Non-confirmable request is answered, be it by a refusal, and never acknowledged.',
  udpOnly: 'messages over TCP have no type',
  steps: ['A request is sent as NON, again after a while if nothing comes, each time as a new message.'],
  rules: [{ text: 'answers a NON request, and not by an ACK', clause: 'RFC 7252 §4.3' }],
  async body({ wire, harmless, must }) {
    // A NON may be lost: nobody repeats it but whoever asks anew.
    const ask = () => wire.sends('a NON request', { ...harmless, type: 'NON' })
    let request = ask()
    for (let attempt = 1; attempt < 4 && !(await request.responded.comes()); attempt++) request = ask()
    await must(0, request.responded, notAcknowledged)
  },
})
