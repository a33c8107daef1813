import type { Psmo } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings, sequenceNumbersIn, shows } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 706,
  title: 'A package sent twice',
  purpose: 'What was carried out once is not carried out again when the same octets come again.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-305', 'ESIM-302'],
  steps: [
    'The eIM enables another profile, and then the first again.',
    'The octets by which it enabled the other one are sent once more.',
    'It lists the profiles.',
  ],
  criteria: {
    A: {
      text: 'does not carry out the same package again, for that reason where it says one (4)',
      clause: 'SGP.32 §2.11.2.1 (replayError)',
    },
    B: { text: 'has its profiles as before', clause: 'SGP.32 §2.11.1.1 (counterValue)' },
  },
  async body(scene) {
    const { client, eim, cannotJudge } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    const enable = (iccid: string): Psmo => ({ kind: 'enable', value: { iccid } })
    eim.keepsEnabled(enabled)
    const carriedOut = async (iccid: string) => {
      const left = await eim.carriesOut({ psmo: [enable(iccid)] }, { reconnects: true })
      const told = await left.told.happens()
      const fault = brings('enableResult 0').verify(told)
      if (fault !== undefined) cannotJudge(`a profile was not enabled: ${fault}`)
      await eim.acknowledges(sequenceNumbersIn(told.message))
      return left.package.request
    }
    const request = await carriedOut(other)
    await carriedOut(enabled)
    const again = await eim.says(
      {
        kind: 'transferEimPackageRequest',
        value: { kind: 'euiccPackageRequest', value: request },
      },
      { reconnects: true },
    )
    await client.must('A', again.told, wellMade, refused(4))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('B', told, shows({ [enabled]: 'enabled', [other]: 'disabled' }))
  },
})
