import { type Check, chainFaults, check, eidFaults, type Told } from '#testcase'
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
    D: { text: 'shows certificates that lead to an issuer of the IXIT', clause: 'SGP.22 §4.5.2' },
    E: {
      text: 'shows certificates that are for its EID',
      clause: 'SGP.22 §4.5.2',
      unverified: 'cards for tests are sold with certificates of other EIDs',
    },
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
    const { issuers, eid } = eim.facts ?? {}
    if (issuers === undefined) client.notApplicable('D', 'the IXIT does not tell esim.issuers')
    else
      await client.must(
        'D',
        told,
        leadsTo(issuers.map((text) => new Uint8Array(Buffer.from(text, 'base64')))),
      )
    if (eid === undefined) client.notApplicable('E', 'the IXIT does not tell esim.eid')
    else await client.must('E', told, isOf(eid))
  },
})

function chainIn({ message }: Told) {
  const data = dataIn(message)
  if (data?.kind !== 'ipaEuiccData') return undefined
  const { euiccCertificate, eumCertificate } = data.value
  return euiccCertificate === undefined || eumCertificate === undefined
    ? undefined
    : { euiccCertificate, eumCertificate }
}

function leadsTo(issuers: readonly Uint8Array[]): Check<Told> {
  return check('a chain of certificates', (told) => {
    const chain = chainIn(told)
    return chain === undefined ? 'no certificates' : chainFaults(chain, { issuers, now: told.at })[0]
  })
}

function isOf(eid: string): Check<Told> {
  return check(`certificates for ${eid}`, (told) => {
    const chain = chainIn(told)
    return chain === undefined ? 'no certificates' : eidFaults(chain, eid)[0]
  })
}
