import { code, testCase } from '#testcase'
import { refusedCriteria } from '../7xx-firmware/error-case.ts'
import { fromIdle, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, endsIn, follows, passes, resultsIn, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/RESULT/BV-03',
  title: 'A protocol that is not supported',
  purpose: 'A Package URI of a protocol that the Client does not speak is told.',
  impact: 'settings',
  steps: [
    'The Server writes a URI to /5/0/1 whose scheme nobody has.',
    'It follows State and Update Result.',
  ],
  criteria: {
    ...refusedCriteria(9),
    D: rule('takes the Write with 2.04', 'Transport 1.1.1 §6.7'),
  },
  async body(scene) {
    const { client } = scene
    await fromIdle(scene)
    await client.must('D', writesUri(scene, 'unheard-of://192.0.2.1/firmware').answered, code('2.04'))
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('A', walk, passes(states.downloading))
    await client.must('B', walk, resultsIn(9))
    await client.must('C', walk, endsIn(states.idle))
  },
})
