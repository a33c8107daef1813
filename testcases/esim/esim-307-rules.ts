import { check, packageResults, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

const rules = check<Told>('getRATResult', ({ message }) => {
  const [first] = packageResults(message) ?? []
  return first?.kind === 'getRATResult' ? undefined : (first?.kind ?? 'no result')
})

export default esimCase({
  number: 307,
  title: 'Rules Authorisation Table, and two operations in a package',
  purpose:
    'The eIM is told the rules by which profiles may have policies; results come in the order of the operations.',
  sgp33: '-3 §4.2.5 #01',
  signs: true,
  dependsOn: ['ESIM-305'],
  steps: [
    'The eIM asks for the Rules Authorisation Table.',
    'It asks for it, and for a list of profiles, by one package.',
  ],
  criteria: {
    A: { text: 'gives the table', clause: 'SGP.32 §2.11.2.1' },
    B: { text: 'gives both results in the order of the operations', clause: 'SGP.32 §2.11.2.1' },
  },
  async body({ client, eim }) {
    const one = await eim.carriesOut({ psmo: [{ kind: 'getRAT', value: true }] })
    await client.must('A', one.told, wellMade, rules)
    const two = await eim.carriesOut({ psmo: [{ kind: 'getRAT', value: true }, listBriefly] })
    await client.must('B', two.told, brings('getRATResult', 'listProfileInfoResult profileInfoListOk'))
  },
})
