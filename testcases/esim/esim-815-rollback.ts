import type { Operations } from '#testcase'
import { eimCase } from './eim-case.ts'
import { acknowledgement } from './from-eim.ts'

export default eimCase({
  number: 815,
  title: 'A rollback is told',
  purpose: 'That the device went back to its profile is the result of the package that enabled another.',
  steps: [
    'The eIM leaves a package that enables a profile with the rollback flag.',
    'The IPA tells that it went back (rollbackResult 0), and nothing else.',
  ],
  criteria: {
    A: { text: 'acknowledges the result', clause: 'SGP.32 §2.11.1.4' },
  },
  async body({ server, ipa }) {
    const enable: Operations = {
      psmo: [{ kind: 'enable', value: { iccid: ipa.iccids.unserved, rollbackFlag: true } }],
    }
    const left = await ipa.queues(enable).happens()
    const result = ipa.resultOf(left, { results: [{ kind: 'rollbackResult', value: 0 }] })
    await ipa.says(ipa.telling(left, result))
    await server.must('A', acknowledgement(ipa, result))
  },
})
