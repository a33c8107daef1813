import { saidAbort, streamCase } from './stream-case.ts'

/** Of no assigned number; odd, hence critical. */
const critical = { number: 65001, value: Uint8Array.of(1) }

export default streamCase({
  purposeId: 'TP/TCP/CSM/BI-01',
  title: 'Unknown critical option in a CSM',
  purpose: 'A connection whose settings are not understood is not gone on with.',
  steps: ['Another CSM is sent, with a critical option of an unassigned number.'],
  rules: [
    { text: 'ends the connection', clause: 'RFC 8323 §5.2' },
    { text: 'says Abort before', clause: 'RFC 8323 §5.6', level: 'SHOULD' },
  ],
  async body({ stream, must }) {
    const csm = stream.sends('a CSM with a critical option 65001', {
      ...{ code: '7.01', token: new Uint8Array(), options: [critical] },
    })
    await must(0, csm.ended)
    await must(1, csm.ended, saidAbort)
  },
})
