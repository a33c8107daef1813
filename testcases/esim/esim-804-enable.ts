import {
  type Check,
  check,
  checkPackage,
  type IpaSeat,
  type Operations,
  type PackageFromEim,
} from '#testcase'
import { eimCase } from './eim-case.ts'
import { holdsOperations } from './from-eim.ts'
import { wellMade } from './told.ts'

export default eimCase({
  number: 804,
  title: 'A package that enables a profile',
  purpose: 'A package says what it is to do, for whom and by whom, and is signed and counted.',
  sgp33: '-3 §4.2.1, §5.2.1 #01',
  steps: [
    'The eIM is told to enable a profile, and then to enable another with the rollback flag; each is carried out.',
  ],
  criteria: {
    A: { text: 'says what is to be done, in DER', clause: 'SGP.32 §2.11.1.1.3' },
    B: { text: 'gives its own name', clause: 'SGP.32 §2.11.1.1' },
    C: { text: 'signs the package, with the association token', clause: 'SGP.32 §2.11.1.1' },
    D: { text: 'gives the second package a higher counter value', clause: 'SGP.32 §2.11.1.1' },
  },
  async body({ server, ipa }) {
    const { enabled, other } = ipa.iccids
    const enable = (iccid: string, rollback: boolean): Operations => ({
      psmo: [{ kind: 'enable', value: { iccid, ...(rollback && { rollbackFlag: true }) } }],
    })
    let last = 0
    for (const operations of [enable(other, false), enable(enabled, true)]) {
      const left = ipa.queues(operations)
      const package_ = await server.must('A', left, wellMade, holdsOperations(operations))
      await server.must('B', left, isNamed(ipa))
      await server.must('C', left, isSigned(ipa))
      const { counterValue } = package_.request.euiccPackageSigned.content
      if (last > 0) await server.must('D', left, counts(last))
      last = counterValue
      await ipa.says(ipa.telling(package_, ipa.resultOf(package_)))
    }
  },
})

function isNamed(ipa: IpaSeat): Check<PackageFromEim> {
  const { eimId } = ipa.card()
  return check(`eimId ${eimId}`, ({ request }) => {
    const seen = request.euiccPackageSigned.content.eimId
    return seen === eimId ? undefined : seen
  })
}

function isSigned(ipa: IpaSeat): Check<PackageFromEim> {
  const { euicc, eimId, eimKey } = ipa.card()
  const token = euicc.associations.get(eimId)?.token
  return check('a signature of the eIM', ({ request }) => {
    const { valid } = checkPackage(eimKey, request, token === undefined ? {} : { associationToken: token })
    return valid ? undefined : 'another'
  })
}

function counts(last: number): Check<PackageFromEim> {
  return check(`a counterValue above ${last}`, ({ request }) => {
    const { counterValue } = request.euiccPackageSigned.content
    return counterValue > last ? undefined : String(counterValue)
  })
}
