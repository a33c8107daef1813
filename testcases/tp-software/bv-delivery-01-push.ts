import { code, testCase } from '#testcase'
import { deliveredCriteria, judgesDelivered } from './delivered.ts'
import { fromInitial, ofSoftware, pushesSoftware, ruleOn, settled, softwareSample } from './software.ts'

export default testCase({
  ...ofSoftware('RES.9.2'),
  purposeId: 'TP/SWM/DELIVERY/BV-01',
  title: 'Software is pushed',
  purpose: 'A package of software is written to the Client, and delivered then.',
  steps: ['The Server writes a package to /9/x/2, in blocks, and follows Update State and Update Result.'],
  criteria: { A: ruleOn(2, 'takes the package with 2.04'), ...deliveredCriteria },
  async body(scene) {
    const octets = softwareSample(scene, 'good')
    const software = await fromInitial(scene)
    await scene.client.must('A', pushesSoftware(scene, software.path, octets).answered, code('2.04'))
    await judgesDelivered(scene, software.follows(settled))
  },
})
