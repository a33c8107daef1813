import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { acknowledgement, listing, noAcknowledgement } from './from-eim.ts'

export default eimCase({
  number: 810,
  title: 'A result that the eUICC has not signed',
  purpose: 'Only what the eUICC has signed counts as the result of a package.',
  steps: [
    'The eIM leaves a package; a result comes that is signed by another key.',
    'Then the right one comes.',
  ],
  criteria: {
    A: { text: 'does not acknowledge what the eUICC has not signed', clause: 'SGP.32 §2.11.2.1' },
    B: { text: 'acknowledges the right result afterwards', clause: 'SGP.32 §2.11.1.4' },
  },
  async body({ server, ipa, seconds }) {
    const left = await ipa.queues(listing).happens()
    await ipa.says(ipa.telling(left, ipa.resultOf(left, { strangelySigned: true })))
    await server.must('A', ipa.during(seconds(waits.eimReacts)), noAcknowledgement)
    const right = ipa.resultOf(left)
    await ipa.says(ipa.telling(left, right))
    await server.must('B', acknowledgement(ipa, right))
  },
})
