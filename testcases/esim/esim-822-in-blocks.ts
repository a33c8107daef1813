import type { Operations } from '#testcase'
import { eimCase } from './eim-case.ts'
import { holdsOperations } from './from-eim.ts'
import { pointOnP256 } from './keys.ts'
import { wellMade } from './told.ts'

/** More than fits into a block of 1024 octets. */
const eims = 12

const added = { kind: 'addEimResultCode', value: 0 } as const

const many: Operations = {
  eco: Array.from({ length: eims }, (_, index) => ({
    kind: 'addEim',
    value: {
      eimId: `eim-${index}.invalid`,
      eimPublicKeyData: { kind: 'eimPublicKey', value: pointOnP256 },
    },
  })),
}

export default eimCase({
  number: 822,
  title: 'A package in blocks',
  purpose: 'A message that is too long for one block arrives whole.',
  dependsOn: ['ESIM-804'],
  steps: ['The eIM is told to add twelve eIMs by one package, which is longer than a block.'],
  criteria: {
    A: { text: 'leaves one message with all of them, in DER', clause: 'RFC 7959 §2.5; SGP.32 §2.11.1.1.2' },
  },
  async body({ server, ipa }) {
    const left = ipa.queues(many)
    const package_ = await server.must('A', left, wellMade, holdsOperations(many))
    const results = Array.from({ length: eims }, () => ({ kind: 'addEimResult', value: added }) as const)
    await ipa.says(ipa.telling(package_, ipa.resultOf(package_, { results })))
  },
})
