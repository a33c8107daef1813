import { does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 605,
  title: 'An eIM with a new key',
  purpose: 'When the key of an eIM was changed, the new one counts, and the old one no more.',
  sgp33: '-3 §4.2.7',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-601'],
  steps: [
    'The eIM adds another, and changes its key; it changes that of one that there is not.',
    'The other eIM lists the profiles, signed by its old key and by its new one.',
  ],
  criteria: {
    A: { text: 'changes the key', clause: 'SGP.32 §2.11.2.1 (updateEimResult)' },
    B: { text: 'does not carry out what the old key has signed', clause: 'SGP.32 §2.11.1.1 (eimSignature)' },
    C: { text: 'carries out what the new key has signed', clause: 'SGP.32 §2.11.1.1 (eimSignature)' },
    D: { text: 'says that there is no such eIM (1)', clause: 'SGP.32 §2.11.2.1 (eimNotFound)' },
  },
  async body({ client, eim }) {
    const [before, after] = [eim.another(otherId), eim.another(otherId)]
    eim.forgets(otherId)
    await (await does(eim, { kind: 'addEim', value: before.configuration })).happens()
    const updated = await does(eim, { kind: 'updateEim', value: after.configuration })
    await client.must('A', updated, wellMade, brings('updateEimResult 0'))
    const old = await eim.carriesOut({ psmo: [listBriefly] }, before.how)
    await client.must('B', old.told, refused())
    const young = await eim.carriesOut({ psmo: [listBriefly] }, after.how)
    await client.must('C', young.told, brings('listProfileInfoResult profileInfoListOk'))
    const { configuration } = eim.another('nobody.invalid')
    const unknown = await does(eim, { kind: 'updateEim', value: configuration })
    await client.must('D', unknown, wellMade, brings('updateEimResult 1'))
  },
})
