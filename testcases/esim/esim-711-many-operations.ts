import { check, packageResultIn, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { brings, resultText } from './results.ts'
import { wellMade } from './told.ts'

const operations = 60
const sizeOverflow = 15
const listed = 'listProfileInfoResult profileInfoListOk'

const bounded = check<Told>(
  `${operations} lists, fewer that end with processingTerminated 1, or euiccPackageError ${sizeOverflow}`,
  ({ message }) => {
    const result = packageResultIn(message)
    if (result?.kind === 'euiccPackageErrorSigned') {
      const { euiccPackageErrorCode: code } = result.value.euiccPackageErrorDataSigned.content
      return code === sizeOverflow ? undefined : `euiccPackageError ${code}`
    }
    if (result?.kind !== 'euiccPackageResultSigned') return result?.kind ?? 'no result'
    const texts = result.value.euiccPackageResultDataSigned.content.euiccResult.map(resultText)
    const isWhole = texts.length === operations && texts.every((text) => text === listed)
    return isWhole || texts.at(-1) === 'processingTerminated 1'
      ? undefined
      : `${texts.length} results, the last ${texts.at(-1) ?? '(none)'}`
  },
)

export default esimCase({
  number: 711,
  title: 'More operations than may fit',
  purpose:
    'A package that is too large for the eUICC is refused for that reason, and the next is carried out.',
  signs: true,
  dependsOn: ['ESIM-305'],
  steps: [
    `The eIM sends a package that lists the profiles ${operations} times, and then one that does so once.`,
  ],
  criteria: {
    A: {
      text: 'carries all out, or says that it is too much',
      clause: 'SGP.32 §2.11.2.1 (sizeOverflow, resultSizeOverflow)',
    },
    B: { text: 'carries out a package of usual size afterwards', clause: 'SGP.32 §2.11.2.1' },
  },
  async body({ client, eim }) {
    const many = await eim.carriesOut({ psmo: Array.from({ length: operations }, () => listBriefly) })
    await client.must('A', many.told, wellMade, bounded)
    const { told } = await eim.carriesOut({ psmo: [listBriefly] })
    await client.must('B', told, brings(listed))
  },
})
