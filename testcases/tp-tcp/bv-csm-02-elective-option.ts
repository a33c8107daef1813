import { waits } from '../waits.ts'
import { streamCase, unmoved } from './stream-case.ts'

/** Of no assigned number; even, hence elective. */
const elective = { number: 65000, value: Uint8Array.of(1, 2, 3) }

export default streamCase({
  purposeId: 'TP/TCP/CSM/BV-02',
  title: 'Unknown elective option in a CSM',
  purpose: 'A capability that is not known is passed over, and a CSM may come at any time.',
  steps: ['Another CSM is sent, with an elective option of an unassigned number.'],
  rules: [{ text: 'passes over an elective option of a CSM', clause: 'RFC 8323 §5.2' }],
  async body({ stream, seconds, must }) {
    const csm = stream.sends('a CSM with an elective option 65000', {
      ...{ code: '7.01', token: new Uint8Array(), options: [elective] },
    })
    await must(0, csm.stands(seconds(waits.noReply)), unmoved)
  },
})
