import { type Check, check, type MessageFromEimToIpa, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { sequenceNumbersIn } from './results.ts'
import { dataIn, nameOf, wellMade } from './told.ts'

function holds(count: number): Check<Told> {
  return check(count === 0 ? 'the result no more' : 'the result', ({ message }) => {
    const data = dataIn(message)
    if (data?.kind !== 'ipaEuiccData') return nameOf(message)
    const found = data.value.euiccPackageResultList?.length ?? 0
    return found === count ? undefined : `${found} results`
  })
}

export default esimCase({
  number: 315,
  title: 'A result is kept until it is acknowledged',
  purpose: 'The eUICC keeps a result until the eIM says that it has it.',
  signs: true,
  dependsOn: ['ESIM-305'],
  steps: [
    'The eIM sends a package, and asks for its result by its sequence number.',
    'It acknowledges the result, and asks again.',
  ],
  criteria: {
    A: { text: 'gives the result again while it is not acknowledged', clause: 'SGP.32 §2.11.2.2' },
    B: { text: 'has the result no more when it was acknowledged', clause: 'SGP.32 §2.11.1.4' },
  },
  async body({ client, eim }) {
    const { told } = await eim.carriesOut({ psmo: [listBriefly] })
    const numbers = sequenceNumbersIn((await told.happens()).message)
    const asking: MessageFromEimToIpa = {
      kind: 'transferEimPackageRequest',
      value: {
        kind: 'ipaEuiccDataRequest',
        value: {
          tagList: [0xa2],
          searchCriteriaEuiccPackageResult: { kind: 'seqNumber', value: numbers.at(-1) ?? 0 },
        },
      },
    }
    const before = await eim.says(asking)
    await client.must('A', before.told, wellMade, holds(1))
    await eim.acknowledges(numbers)
    const after = await eim.says(asking)
    await client.must('B', after.told, wellMade, holds(0))
  },
})
