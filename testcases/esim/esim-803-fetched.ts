import { eimCase } from './eim-case.ts'
import { acknowledgement, listing } from './from-eim.ts'

export default eimCase({
  number: 803,
  title: 'A message that is fetched, and cleared',
  purpose:
    'A message of the IPA that neither a Send nor a confirmable notification brings is cleared by who has it.',
  transport: { only: 'udp', why: 'over TCP, no notification goes without being confirmed' },
  steps: [
    'The eIM leaves a package. The result lies in /3443/0/3; where that is observed, a notification that needs no acknowledgement tells it.',
    'The Server reads it, where it was not told, and executes /3443/0/4.',
  ],
  criteria: {
    A: { text: 'executes Clear IPA message when it has it', clause: 'Object 3443 1.0 resource 4' },
    B: { text: 'acknowledges the result', clause: 'SGP.32 §2.11.1.4' },
  },
  async body({ server, ipa, doesNotApply }) {
    const left = await ipa.queues(listing).happens()
    const result = ipa.resultOf(left)
    const { isReported, taken, cleared } = await ipa.leaves(ipa.telling(left, result))
    // Nothing public says that a Server has to look for what it is not told.
    if (!isReported && !(await taken.comes()))
      doesNotApply('it neither observes /3443/0/3 nor reads what lies there', null)
    await server.must('A', cleared)
    await server.must('B', acknowledgement(ipa, result))
  },
})
