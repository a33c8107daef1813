import { does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

const listed = brings('listProfileInfoResult profileInfoListOk')

export default esimCase({
  number: 623,
  title: 'Packages of before an eIM was deleted',
  purpose: 'What an eIM had carried out before it was deleted is not carried out when it is added again.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-601', 'ESIM-607'],
  steps: [
    'The eIM adds another, which lists the profiles.',
    'The eIM deletes the other, and adds it again, with the counter value that it had reached.',
    'The octets by which the other listed the profiles are sent once more, and then a right package of it.',
  ],
  criteria: {
    A: {
      text: 'does not carry out the old package again, for that reason where it says one (4)',
      clause: 'SGP.32 §2.11.2.1 (replayError)',
    },
    B: { text: 'carries out a new package of the eIM that was added again', clause: 'SGP.32 §2.11.1.1' },
  },
  async body({ client, eim, cannotJudge }) {
    const other = eim.another(otherId)
    eim.forgets(otherId)
    await (await does(eim, { kind: 'addEim', value: other.configuration })).happens()
    const first = await eim.carriesOut({ psmo: [listBriefly] }, other.how)
    const fault = listed.verify(await first.told.happens())
    if (fault !== undefined) cannotJudge(`the other eIM had nothing carried out: ${fault}`)
    const { request, content } = first.package
    await (await does(eim, { kind: 'deleteEim', value: { eimId: otherId } })).happens()
    const value = { ...other.configuration, counterValue: content.counterValue }
    const added = await (await does(eim, { kind: 'addEim', value })).happens()
    if (brings('addEimResult addEimResultCode 0').verify(added) !== undefined)
      cannotJudge('the other eIM was not added again')
    const again = await eim.says({
      kind: 'transferEimPackageRequest',
      value: { kind: 'euiccPackageRequest', value: request },
    })
    await client.must('A', again.told, wellMade, refused(4))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] }, other.how)
    await client.must('B', told, listed)
  },
})
