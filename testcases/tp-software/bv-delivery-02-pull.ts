import { code, testCase } from '#testcase'
import { offers } from '../7xx-firmware/firmware.ts'
import { deliveredCriteria, judgesDelivered } from './delivered.ts'
import { fromInitial, ofSoftware, ruleOn, settled, softwareSample, writesSoftwareUri } from './software.ts'

export default testCase({
  ...ofSoftware('RES.9.3'),
  purposeId: 'TP/SWM/DELIVERY/BV-02',
  title: 'Software is pulled',
  purpose: 'The Client is told where a package of software is, and fetches it.',
  steps: ['The Server writes the URI of a package to /9/x/3, and follows Update State and Update Result.'],
  criteria: {
    A: ruleOn(3, 'takes the Package URI with 2.04'),
    B: ruleOn(3, 'fetches the package from there'),
    ...deliveredCriteria,
  },
  async body(scene) {
    const { client } = scene
    const octets = softwareSample(scene, 'good')
    const software = await fromInitial(scene)
    const offered = await offers(scene, octets)
    await client.must('A', writesSoftwareUri(scene, software.path, offered.uri).answered, code('2.04'))
    await client.must('B', offered.given)
    await judgesDelivered(scene, software.follows(settled))
  },
})
