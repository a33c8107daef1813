import type { Operations } from '#testcase'
import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { acknowledgements, acknowledges, numberOf } from './from-eim.ts'

export default eimCase({
  number: 806,
  title: 'A result with notifications is acknowledged',
  purpose:
    'The eIM says of results and notifications that it has them, so that the eUICC need not keep them.',
  sgp33: '-3 §4.2.27',
  steps: [
    'The eIM leaves a package that enables a profile; the result comes with two notifications.',
    'The eIM acknowledges all three, in one message or several.',
  ],
  criteria: {
    A: { text: 'acknowledges the result', clause: 'SGP.32 §2.11.1.4' },
    B: {
      text: 'acknowledges both notifications',
      clause: 'SGP.32 §2.11.1.4',
      unverified: 'it may want to bring them to their SM-DP+ first',
    },
  },
  async body({ server, ipa, seconds }) {
    const enable: Operations = { psmo: [{ kind: 'enable', value: { iccid: ipa.iccids.other } }] }
    const left = await ipa.queues(enable).happens()
    const result = ipa.resultOf(left)
    const { notifications } = ipa.card().euicc
    const numbers = [...notifications.keys()]
    await ipa.says(ipa.telling(left, result))
    const acknowledged = acknowledgements(ipa, seconds(waits.eimReacts))
    await server.must('A', acknowledged, acknowledges(numberOf(result)))
    await server.must('B', acknowledged, acknowledges(...numbers))
  },
})
