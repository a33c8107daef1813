import { code, testCase } from '#testcase'
import { fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL', 'QUEUE'),
  purposeId: 'TP/FW/PULL/BV-03',
  title: 'Pull in queue mode',
  purpose: 'A Client in queue mode fetches a package, whether it sleeps meanwhile or not.',
  steps: ['The Server writes the URI of a package, and says no more.', 'The Client fetches the package.'],
  criteria: {
    A: rule('takes the Package URI with 2.04', 'Transport 1.1.1 §6.7'),
    B: rule('fetches the package', 'definition of /5/x/1'),
    C: rule('has it at last (State 2, Update Result 0)', 'definition of /5/x/3'),
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const { uri, given } = await offers(scene, octets)
    await client.must('A', writesUri(scene, uri).answered, code('2.04'))
    await client.must('B', given)
    await client.must('C', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
  },
})
