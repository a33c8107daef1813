import type { FromEim } from '#testcase'
import { eimCase } from './eim-case.ts'
import { refused, refusedBy, strangeEid } from './eim-errors.ts'
import { acknowledgement, listing } from './from-eim.ts'
import { retrieved } from './retrieved.ts'

const isAnswer = ({ message }: FromEim): boolean => message?.kind === 'provideEimPackageResultResponse'

export default eimCase({
  number: 808,
  title: 'The result of another eUICC',
  purpose: 'A result that comes with the EID of another eUICC is not taken for that of the package.',
  sgp33: '-3 §5.2.1 (error sequence)',
  steps: [
    'The IPA asks for a package that is queued, and gets it.',
    'It provides the result with an EID that nobody knows, and then with its own.',
  ],
  criteria: {
    A: { text: 'refuses the result of an EID that it does not know', clause: 'SGP.32 §6.3.2.7' },
    B: {
      text: 'says eidNotFound (2)',
      clause: 'SGP.32 §6.3.2.7',
      unverified: 'which code is meant is told in public traces alone',
    },
    C: { text: 'acknowledges the right result afterwards', clause: 'SGP.32 §2.11.1.4' },
  },
  async body(scene) {
    const { server, ipa } = scene
    const left = await retrieved(scene, listing)
    const result = ipa.resultOf(left)
    await ipa.says(ipa.telling(left, result, strangeEid))
    const answer = ipa.hears('an answer to the result', isAnswer)
    await server.must('A', answer, refused)
    await server.must('B', answer, refusedBy('eidNotFound', 2))
    await ipa.says(ipa.telling(left, result))
    await server.must('C', acknowledgement(ipa, result))
  },
})
