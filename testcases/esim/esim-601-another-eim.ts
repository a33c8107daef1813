import { does, listsEims, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 601,
  title: 'Another eIM is added',
  purpose: 'An eIM adds another, which may manage the eUICC then.',
  sgp33: '-3 §4.2.6, §4.2.9',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-305'],
  steps: [
    'The eIM adds another by its public key.',
    'It lists all eIMs.',
    'The other eIM lists the profiles.',
  ],
  criteria: {
    A: { text: 'adds it', clause: 'SGP.32 §2.11.2.1 (addEimResult)' },
    B: { text: 'lists both', clause: 'SGP.32 §2.11.2.1 (listEimResult)' },
    C: { text: 'carries out packages of the new one', clause: 'SGP.32 §2.11.1.1' },
  },
  async body({ client, eim }) {
    const other = eim.another(otherId)
    eim.forgets(otherId)
    const added = await does(eim, { kind: 'addEim', value: other.configuration })
    await client.must('A', added, wellMade, brings('addEimResult addEimResultCode 0'))
    const listed = await does(eim, { kind: 'listEim', value: true })
    await client.must('B', listed, wellMade, listsEims(otherId, eim.facts?.eimId ?? ''))
    const { told } = await eim.carriesOut({ psmo: [listBriefly] }, other.how)
    await client.must('C', told, brings('listProfileInfoResult profileInfoListOk'))
  },
})
