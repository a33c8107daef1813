import { testCase } from '#testcase'
import { refusedChecks, refusedSoftware } from './error-case.ts'
import { fromInitial, ofSoftware, settled, writesSoftwareUri } from './software.ts'

// It may be found at once, so that no state on the way is seen.
const { B, C } = refusedSoftware(56)

export default testCase({
  ...ofSoftware('RES.9.3'),
  purposeId: 'TP/SWM/RESULT/BV-06',
  title: 'Software: the URI is invalid',
  purpose: 'A Package URI that is invalid is told.',
  steps: [
    'The Server writes to /9/x/3 a text that is no URI, or the one that the IXIT names software.invalidUri.',
  ],
  criteria: { B, C },
  async body(scene) {
    const { client, packages } = scene
    const software = await fromInitial(scene)
    await writesSoftwareUri(scene, software.path, packages.invalidUri('software')).answered.happens()
    const walk = software.follows(settled)
    const checks = refusedChecks(56)
    await client.must('B', walk, checks.B)
    await client.must('C', walk, checks.C)
  },
})
