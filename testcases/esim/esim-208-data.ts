import { type Check, check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { dataIn, nameOf, wellMade } from './told.ts'

const asked = ['euiccInfo1', 'eumCertificate', 'euiccCertificate', 'ipaCapabilities']

function given(
  check_: (names: readonly string[], transaction: string | undefined) => string | undefined,
  what: string,
): Check<Told> {
  return check(what, ({ message }) => {
    const data = dataIn(message)
    if (data?.kind !== 'ipaEuiccData') return nameOf(message)
    const { eimTransactionId, ...rest } = data.value
    return check_(Object.keys(rest), eimTransactionId)
  })
}

const all = given((names) => {
  const missing = asked.find((name) => !names.includes(name))
  return missing === undefined ? undefined : `no ${missing}`
}, asked.join(', '))
const alone = given((names) => names.find((name) => !asked.includes(name)), 'nothing else')
const transaction = given(
  (_, id) => (id === '0e0f10' ? undefined : (id ?? 'none')),
  'eimTransactionId 0e0f10',
)

export default esimCase({
  number: 208,
  title: 'Data of eUICC and IPA',
  purpose: 'The eIM is told what it asks for, and nothing else.',
  steps: ['The eIM asks for EUICCInfo1, both certificates and what the IPA can do.'],
  criteria: {
    A: { text: 'gives all that was asked for', clause: 'SGP.32 §2.11.2.2' },
    B: { text: 'gives nothing else', clause: 'SGP.32 §2.11.1.2' },
    C: { text: 'repeats the transaction id', clause: 'SGP.32 §2.11.2.2' },
  },
  async body({ client, eim }) {
    const { told } = await eim.says({
      kind: 'transferEimPackageRequest',
      value: {
        kind: 'ipaEuiccDataRequest',
        value: { tagList: [0xbf20, 0xa5, 0xa6, 0xa8], eimTransactionId: '0e0f10' },
      },
    })
    await client.must('A', told, wellMade, all)
    await client.must('B', told, alone)
    await client.must('C', told, transaction)
  },
})
