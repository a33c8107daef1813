import { type Check, check, type MessageFromEimToIpa, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { dataIn, nameOf, wellMade } from './told.ts'

function refused(code: number): Check<Told> {
  return check(`ipaEuiccDataError ${code}`, ({ message }) => {
    const data = dataIn(message)
    if (data === undefined || data.kind === 'ipaEuiccData') return nameOf(message)
    const seen = data.kind === 'ipaEuiccDataError' ? data.value : data.value.ipaEuiccDataErrorCode
    return seen === code ? undefined : `ipaEuiccDataError ${seen}`
  })
}

function request(tagList: readonly number[], ci?: Uint8Array): MessageFromEimToIpa {
  const value = { tagList, ...(ci !== undefined && { euiccCiPKIdentifierToBeUsed: ci }) }
  return { kind: 'transferEimPackageRequest', value: { kind: 'ipaEuiccDataRequest', value } }
}

export default esimCase({
  number: 209,
  title: 'Data that there is not',
  purpose:
    'A request for data of an unknown tag, or by the key of an unknown CI, is refused for that reason.',
  steps: [
    'The eIM asks for data under a tag that stands for none (9F7E).',
    'It asks for the certificates under a CI that there is not.',
  ],
  criteria: {
    A: { text: 'refuses a tag that stands for no data (1)', clause: 'SGP.32 §2.11.2.2 (incorrectTagList)' },
    B: {
      text: 'refuses the key of a CI that it does not know (5)',
      clause: 'SGP.32 §2.11.2.2 (euiccCiPKIdNotFound)',
    },
  },
  async body({ client, eim }) {
    const { told } = await eim.says(request([0xbf20, 0x9f7e]))
    await client.must('A', told, wellMade, refused(1))
    const byCi = await eim.says(request([0xa5, 0xa6], new Uint8Array(20).fill(0x5a)))
    await client.must('B', byCi.told, wellMade, refused(5))
  },
})
