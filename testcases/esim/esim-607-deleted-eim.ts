import { does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 607,
  title: 'An eIM is deleted',
  purpose: 'An eIM that was deleted may not manage the eUICC any more.',
  sgp33: '-3 §4.2.8',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-601'],
  steps: [
    'The eIM adds another, and deletes it.',
    'The other eIM lists the profiles.',
    'The eIM deletes it once more.',
  ],
  criteria: {
    A: { text: 'deletes it', clause: 'SGP.32 §2.11.2.1 (deleteEimResult)' },
    B: { text: 'does not carry out its packages any more', clause: 'SGP.32 §2.11.1.1' },
    C: { text: 'says that there is no such eIM (1)', clause: 'SGP.32 §2.11.2.1 (eimNotFound)' },
  },
  async body({ client, eim }) {
    const other = eim.another(otherId)
    eim.forgets(otherId)
    await (await does(eim, { kind: 'addEim', value: other.configuration })).happens()
    const deletes = () => does(eim, { kind: 'deleteEim', value: { eimId: otherId } })
    await client.must('A', await deletes(), wellMade, brings('deleteEimResult 0'))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] }, other.how)
    await client.must('B', told, refused())
    await client.must('C', await deletes(), wellMade, brings('deleteEimResult 1'))
  },
})
