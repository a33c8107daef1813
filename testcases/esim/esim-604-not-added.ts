import { does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

export default esimCase({
  number: 604,
  title: 'An eIM that cannot be added',
  purpose: 'An eIM that is known already, or of a CI that is not known, is not added, for that reason.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-601'],
  steps: ['The eIM adds itself.', 'It adds another under a CI that there is not.'],
  criteria: {
    A: { text: 'says that the eIM is there (2)', clause: 'SGP.32 §2.11.2.1 (associatedEimAlreadyExists)' },
    B: { text: 'says that it does not know the CI (3)', clause: 'SGP.32 §2.11.2.1 (ciPKUnknown)' },
  },
  async body({ client, eim }) {
    eim.forgets(otherId)
    const twice = await does(eim, { kind: 'addEim', value: eim.own() })
    // The code came with v1.1.
    if (eim.facts?.version === '1.0') client.notApplicable('A', 'the IXIT tells of SGP.32 v1.0')
    else await client.must('A', twice, wellMade, brings('addEimResult addEimResultCode 2'))
    const { configuration } = eim.another(otherId)
    const euiccCiPKId = '5a'.repeat(20)
    const byCi = await does(eim, { kind: 'addEim', value: { ...configuration, euiccCiPKId } })
    await client.must('B', byCi, wellMade, brings('addEimResult addEimResultCode 3'))
  },
})
