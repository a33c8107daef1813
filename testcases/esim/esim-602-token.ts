import { check, type Told } from '#testcase'
import { addedIn, does, otherId } from './eims.ts'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { refused } from './refusal-case.ts'
import { brings } from './results.ts'
import { wellMade } from './told.ts'

const isToken = check<Told>('an association token above 0', ({ message }) => {
  const added = addedIn(message)
  if (added?.kind !== 'associationToken')
    return added === undefined ? 'no result' : `${added.kind} ${added.value}`
  return added.value > 0 ? undefined : `${added.value}`
})

export default esimCase({
  number: 602,
  title: 'An association token',
  purpose: 'An eIM that asks for an association token gets one, which is a part of all that it signs.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-601'],
  steps: [
    'The eIM adds another, and asks for an association token.',
    'The other eIM lists the profiles, with the token and without it.',
  ],
  criteria: {
    A: { text: 'gives a token', clause: 'SGP.32 §2.11.2.1 (associationToken)' },
    B: { text: 'carries out what was signed with the token', clause: 'SGP.32 §2.11.1.1' },
    C: { text: 'does not carry out what was signed without it', clause: 'SGP.32 §2.11.1.1' },
  },
  async body({ client, eim, cannotJudge }) {
    const other = eim.another(otherId)
    eim.forgets(otherId)
    const added = await does(eim, {
      kind: 'addEim',
      value: { ...other.configuration, associationToken: -1 },
    })
    const { message } = await client.must('A', added, wellMade, isToken)
    const given = addedIn(message)
    const associationToken =
      given?.kind === 'associationToken' ? given.value : cannotJudge('there is no token')
    const lists = (token: number) =>
      eim.carriesOut({ psmo: [listBriefly] }, { ...other.how, associationToken: token })
    const right = await lists(associationToken)
    await client.must('B', right.told, brings('listProfileInfoResult profileInfoListOk'))
    const wrong = await lists(0)
    await client.must('C', wrong.told, refused())
  },
})
