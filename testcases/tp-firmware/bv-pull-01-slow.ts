import { testCase } from '#testcase'
import { fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/PULL/BV-01',
  title: 'A package that comes slowly',
  purpose: 'A Client waits for a package that takes its time, and answers meanwhile.',
  steps: [
    'The Server writes the URI of a package whose every block takes a while.',
    'It reads State and Update Result while the package comes, and follows them.',
  ],
  criteria: {
    A: rule('fetches the package', 'definition of /5/x/1'),
    B: rule('answers meanwhile: State 1, Update Result 0', 'definition of /5/x/3'),
    C: rule('fetches all of it', 'definition of /5/x/1'),
    D: rule('has it at last (State 2, Update Result 0)', 'definition of /5/x/3'),
  },
  async body(scene) {
    const { client, seconds } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const offered = await offers(scene, octets, { slow: seconds(waits.slowBlock) })
    await writesUri(scene, offered.uri).answered.happens()
    await client.must('A', offered.asked)
    await client.must('B', standing(scene), stands(states.downloading, 0))
    await client.must('C', offered.given)
    await client.must('D', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
  },
})
