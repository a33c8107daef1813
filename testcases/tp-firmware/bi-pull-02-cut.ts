import { testCase } from '#testcase'
import { refusedCriteria } from '../7xx-firmware/error-case.ts'
import { fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, endsIn, follows, resultsIn, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware } from './common.ts'

const { B, C } = refusedCriteria(4)

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/PULL/BI-02',
  title: 'A download that is cut off',
  purpose: 'A Client whose requests are reset in the midst of a download gives up.',
  steps: [
    'The Server writes the URI of a package.',
    'When the Client has fetched a part of it, its requests are reset; over TCP, the connection is cut.',
  ],
  criteria: { B, C },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const { uri } = await offers(scene, octets, { cutAfter: Math.floor(octets.length / 2) })
    await writesUri(scene, uri).answered.happens()
    const walk = follows(scene, delivered, waits.lostDownload)
    await client.must('B', walk, resultsIn(4))
    await client.must('C', walk, endsIn(states.idle))
  },
})
