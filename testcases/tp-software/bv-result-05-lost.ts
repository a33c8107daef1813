import { testCase } from '#testcase'
import { offers } from '../7xx-firmware/firmware.ts'
import { waits } from '../waits.ts'
import { refusedChecks, refusedSoftware } from './error-case.ts'
import { fromInitial, ofSoftware, settled, softwareSample, writesSoftwareUri } from './software.ts'

export default testCase({
  ...ofSoftware('RES.9.3'),
  purposeId: 'TP/SWM/RESULT/BV-05',
  title: 'Software: the connection is lost',
  purpose: 'A download of software that breaks off is given up, and told.',
  steps: [
    'The Server writes the URI of a package to /9/x/3.',
    'When the Client has fetched a part of it, its requests are reset; over TCP, the connection is cut.',
  ],
  criteria: refusedSoftware(52),
  async body(scene) {
    const { client } = scene
    const octets = softwareSample(scene, 'good')
    const software = await fromInitial(scene)
    const { uri } = await offers(scene, octets, { cutAfter: Math.floor(octets.length / 2) })
    await writesSoftwareUri(scene, software.path, uri).answered.happens()
    const walk = software.follows(settled, waits.lostDownload)
    const checks = refusedChecks(52)
    await client.must('A', walk, checks.A)
    await client.must('B', walk, checks.B)
    await client.must('C', walk, checks.C)
  },
})
