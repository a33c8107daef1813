import type { Operations } from '#testcase'
import { eimCase } from './eim-case.ts'
import { holdsOperations } from './from-eim.ts'
import { pointOnP256 } from './keys.ts'
import { wellMade } from './told.ts'

export default eimCase({
  number: 805,
  title: 'Packages of other operations',
  purpose:
    'Each operation on profiles and eIMs is put as SGP.32 has it, and in the order that was asked for.',
  dependsOn: ['ESIM-804'],
  sgp33: '-3 §4.2.2–4.2.9',
  steps: [
    'The eIM is told to disable a profile and delete another, to list profiles and get rules, to set and unset the fallback attribute, and to add, list and delete an eIM.',
  ],
  criteria: {
    A: { text: 'disables and deletes, in this order', clause: 'SGP.32 §2.11.1.1.3' },
    B: { text: 'lists profiles and asks for the rules', clause: 'SGP.32 §2.11.1.1.3' },
    C: { text: 'sets and unsets the fallback attribute', clause: 'SGP.32 §2.11.1.1.3' },
    D: { text: 'adds, lists and deletes eIMs', clause: 'SGP.32 §2.11.1.1.2' },
  },
  async body({ server, ipa }) {
    const { enabled, spare, other } = ipa.iccids
    const judges = async (letter: 'A' | 'B' | 'C' | 'D', operations: Operations): Promise<void> => {
      const left = ipa.queues(operations)
      const package_ = await server.must(letter, left, wellMade, holdsOperations(operations))
      await ipa.says(ipa.telling(package_, ipa.resultOf(package_)))
    }
    const second = {
      eimId: 'second.invalid',
      eimPublicKeyData: { kind: 'eimPublicKey', value: pointOnP256 },
    } as const
    await judges('A', {
      psmo: [
        { kind: 'disable', value: { iccid: enabled } },
        { kind: 'delete', value: { iccid: spare } },
      ],
    })
    await judges('B', { psmo: [{ kind: 'listProfileInfo', value: {} }] })
    await judges('B', { psmo: [{ kind: 'getRAT', value: true }] })
    await judges('C', { psmo: [{ kind: 'setFallbackAttribute', value: { iccid: other } }] })
    await judges('C', { psmo: [{ kind: 'unsetFallbackAttribute', value: true }] })
    await judges('D', { eco: [{ kind: 'addEim', value: second }] })
    await judges('D', { eco: [{ kind: 'listEim', value: true }] })
    await judges('D', { eco: [{ kind: 'deleteEim', value: { eimId: second.eimId } }] })
  },
})
