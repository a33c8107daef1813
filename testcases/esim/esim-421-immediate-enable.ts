import type { Psmo } from '#testcase'
import { esimCase } from './esim-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

function configure(isOn: boolean): Psmo {
  return { kind: 'configureImmediateEnable', value: isOn ? { immediateEnableFlag: true } : {} }
}

export default esimCase({
  number: 421,
  title: 'Immediate enabling is configured',
  purpose: 'The eIM says whether a profile is enabled as soon as it was loaded.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-305'],
  steps: ['The eIM sends a package that allows for immediate enabling, and one that does not any more.'],
  criteria: {
    A: { text: 'takes that it is allowed for', clause: 'SGP.32 §2.11.2.1 (configureImmediateEnableResult)' },
    B: { text: 'takes that it is not', clause: 'SGP.32 §2.11.2.1 (configureImmediateEnableResult)' },
  },
  async body({ client, eim }) {
    const on = await eim.carriesOut({ psmo: [configure(true)] })
    await client.must('A', on.told, wellMade, brings('configureImmediateEnableResult 0'))
    const off = await eim.carriesOut({ psmo: [configure(false)] })
    await client.must('B', off.told, wellMade, brings('configureImmediateEnableResult 0'))
  },
})
