import { check, type PackageFromEim } from '#testcase'
import { eimCase } from './eim-case.ts'
import { listing } from './from-eim.ts'
import { wellMade } from './told.ts'

export default eimCase({
  number: 801,
  title: 'A package is left in the mailbox',
  purpose: 'The eIM finds the device of an eUICC, and leaves there what is for that eUICC.',
  steps: [
    'A Client with object 3443 registers, which shows the EID of its eUICC.',
    'The eIM is told to queue a package for that eUICC.',
  ],
  criteria: {
    A: { text: 'writes a message in DER to /3443/0/2', clause: 'Object 3443 1.0 resource 2' },
    B: { text: 'leaves a package for the eUICC with this EID', clause: 'SGP.32 §2.11.1.1' },
  },
  async body({ server, ipa }) {
    const left = ipa.queues(listing)
    const { eid } = ipa.card().euicc.options
    const package_ = await server.must('A', left, wellMade)
    await server.must('B', left, isFor(eid))
    await ipa.says(ipa.telling(package_, ipa.resultOf(package_)))
  },
})

function isFor(eid: string) {
  return check<PackageFromEim>(`eidValue ${eid}`, ({ request }) => {
    const { eidValue } = request.euiccPackageSigned.content
    return eidValue === eid ? undefined : eidValue
  })
}
