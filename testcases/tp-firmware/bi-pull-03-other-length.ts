import { type Check, check, testCase } from '#testcase'
import { fromIdle, offers, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, type Walk } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

/** Taken as it is, or given up for want of storage or memory, for a broken download or a package that is not whole. */
const outcomes = ends([2, 0], [0, 2], [0, 3], [0, 4], [0, 5])

const decided: Check<Walk> = check('Downloaded, or an Update Result', ({ last }) =>
  delivered(last) ? undefined : `State ${last.state}, Update Result ${last.result}`,
)

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/PULL/BI-03',
  title: 'A package that is said to be longer than it is',
  purpose: 'A Client does not wait for octets that do not come.',
  steps: ['The Server writes the URI of a package; the first block says that it is twice as long (Size2).'],
  criteria: {
    A: rule('comes to an end: takes the package, or gives it up', 'RFC 7959 §4'),
    B: rule('says why, where it gives it up, and is idle', 'definition of /5/x/5'),
  },
  async body(scene) {
    const { client } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    const { uri } = await offers(scene, octets, { states: 2 * octets.length })
    await writesUri(scene, uri).answered.happens()
    const walk = follows(scene, delivered, waits.lostDownload)
    await client.must('A', walk, decided)
    await client.must('B', walk, outcomes)
  },
})
