import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { acknowledgement, listing } from './from-eim.ts'

export default eimCase({
  number: 818,
  title: 'A result that comes late',
  purpose: 'A device that switches networks may take its time: its result is taken all the same.',
  steps: ['The eIM leaves a package; nothing is said for minutes, and then the result comes.'],
  criteria: {
    A: {
      text: 'acknowledges the late result',
      clause: 'SGP.32 §2.11.1.4',
      unverified: 'public sources do not tell how long an eIM waits',
    },
  },
  async body({ server, ipa, pause }) {
    const left = await ipa.queues(listing).happens()
    const result = ipa.resultOf(left)
    await pause(waits.silentIpa)
    await ipa.says(ipa.telling(left, result))
    await server.must('A', acknowledgement(ipa, result))
  },
})
