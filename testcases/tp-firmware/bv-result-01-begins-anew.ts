import { testCase } from '#testcase'
import { delivers, fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import {
  delivered,
  ends,
  follows,
  needs,
  resultsIn,
  standing,
  stands,
  states,
} from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/RESULT/BV-01',
  title: 'A download takes the Update Result away',
  purpose: 'The Update Result of a delivery that came to nothing is gone when the next begins.',
  steps: [
    'The damaged package of the IXIT is delivered.',
    'The Client fetches the good one, which comes slowly; the Server follows State and Update Result.',
  ],
  criteria: {
    A: rule('is ready for another package after one that was damaged', 'definition of /5/x/3'),
    B: rule(
      'has no Update Result while it is Downloading (State 1, Update Result 0)',
      'definition of /5/x/5',
    ),
    C: rule('has it at last (State 2, Update Result 0)', 'definition of /5/x/5'),
  },
  async body(scene) {
    const { client } = scene
    const [corrupt, good] = [sampleOf(scene, 'corrupt'), sampleOf(scene, 'good')]
    await fromIdle(scene)
    await delivers(scene, corrupt)
    const refused = resultsIn(2, 3, 4, 5, 6, 7, 8, 9)
    needs(scene, await follows(scene, delivered, waits.delivery).happens(), refused)
    const offered = await offers(scene, good, { slow: scene.seconds(waits.slowBlock) })
    await writesUri(scene, offered.uri).answered.happens()
    await client.must('A', offered.asked)
    await client.must('B', standing(scene), stands(states.downloading, 0))
    await client.must(
      'C',
      follows(scene, ({ state }) => state !== states.downloading, waits.delivery),
      ends([states.downloaded, 0]),
    )
  },
})
