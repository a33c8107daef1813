import type { Psmo } from '#testcase'
import { does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings, sequenceNumbersIn } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 621,
  title: 'Change of ownership',
  purpose: 'A device goes from one eIM to another, which has it to itself then.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-302', 'ESIM-601', 'ESIM-607'],
  steps: [
    'The eIM adds another, which enables another profile.',
    'The other eIM deletes the first, which sends a package all the same.',
    'Afterwards the first is added again, and the other deleted.',
  ],
  criteria: {
    A: { text: 'enables a profile for the new eIM', clause: 'SGP.32 §2.11.1.1' },
    B: { text: 'deletes the old eIM for the new one', clause: 'SGP.32 §2.11.2.1 (deleteEimResult)' },
    C: { text: 'does not carry out packages of the old eIM any more', clause: 'SGP.32 §2.11.1.1' },
  },
  async body(scene) {
    const { client, eim, cannotJudge } = scene
    const iccids = iccidsOf(scene, ['enabled', 'other'])
    if (eim.facts?.associationToken !== undefined)
      cannotJudge('the eIM of the IXIT has an association token, which it would not get back')
    const other = eim.another(otherId)
    eim.keepsEnabled(iccids.enabled)
    eim.returns(other)
    await (await does(eim, { kind: 'addEim', value: other.configuration })).happens()
    const enable: Psmo = { kind: 'enable', value: { iccid: iccids.other } }
    const enabled = await eim.carriesOut({ psmo: [enable] }, { ...other.how, reconnects: true })
    const { message } = await client.must('A', enabled.told, wellMade, brings('enableResult 0'))
    await eim.acknowledges(sequenceNumbersIn(message))
    const { eimId } = eim.own()
    const deleted = await does(eim, { kind: 'deleteEim', value: { eimId } }, other.how)
    await client.must('B', deleted, wellMade, brings('deleteEimResult 0'))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('C', told, refused())
  },
})
