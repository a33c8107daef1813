import { eimCase } from './eim-case.ts'
import { acknowledgement, listing } from './from-eim.ts'

export default eimCase({
  number: 817,
  title: 'A result that comes twice',
  purpose: 'A result that comes again, because its acknowledgement was lost, is acknowledged again.',
  steps: ['The eIM leaves a package; the result comes, and when it was acknowledged comes again.'],
  criteria: {
    A: {
      text: 'acknowledges the result again',
      clause: 'SGP.32 §2.11.1.4',
      unverified: 'public sources do not tell what an eIM makes of it',
    },
  },
  async body({ server, ipa }) {
    const left = await ipa.queues(listing).happens()
    const result = ipa.resultOf(left)
    await ipa.says(ipa.telling(left, result))
    await acknowledgement(ipa, result).happens()
    await ipa.says(ipa.telling(left, result))
    await server.must('A', acknowledgement(ipa, result))
  },
})
