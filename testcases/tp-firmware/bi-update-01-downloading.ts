import { code, testCase } from '#testcase'
import { fromIdle, sampleOf } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, standing, stands, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDownloading, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/UPDATE/BI-01',
  title: 'Update while Downloading',
  purpose: 'What is not there yet is not installed.',
  steps: [
    'The Client fetches a package that comes slowly.',
    'The Server executes Update, and follows State and Update Result.',
  ],
  criteria: {
    A: rule('refuses Update with 4.05', 'definition of /5/x/2'),
    B: rule('is Downloading still (State 1, Update Result 0)'),
    C: rule('has the package at last (State 2, Update Result 0)'),
  },
  async body(scene) {
    const { client, server } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    await isDownloading(scene, octets)
    await client.must('A', server.executes('/5/0/2').answered, code('4.05'))
    await client.must('B', standing(scene), stands(states.downloading, 0))
    await client.must('C', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
  },
})
