import { testCase } from '#testcase'
import { refusedCriteria } from '../7xx-firmware/error-case.ts'
import { fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, endsIn, follows, resultsIn, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware } from './common.ts'

const { B, C } = refusedCriteria(5)

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/PULL/BI-01',
  title: 'A package that is damaged on its way',
  purpose: 'A package of which one octet is another is not taken.',
  steps: [
    'The Server writes the URI of the good package, of which one octet in the midst is given otherwise.',
  ],
  criteria: { B, C },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const { uri } = await offers(scene, octets, { corrupt: true })
    await writesUri(scene, uri).answered.happens()
    const walk = follows(scene, delivered, waits.delivery)
    await client.must('B', walk, resultsIn(5))
    await client.must('C', walk, endsIn(states.idle))
  },
})
