import { check, type FromEim } from '#testcase'
import { eimCase } from './eim-case.ts'
import { errorIn } from './eim-errors.ts'
import { wellMade } from './told.ts'

/** Cause of a change: the IPA had the eUICC fall back. */
const fallback = 1
const noEimPackageAvailable = 1

const isAnswer = ({ message }: FromEim): boolean => message?.kind === 'getEimPackageResponse'

const given = check<FromEim>('a package, or that there is none (1)', (left) => {
  const error = errorIn(left)
  return error === undefined || error === noEimPackageAvailable ? undefined : `error ${error}`
})

export default eimCase({
  number: 823,
  title: 'A device that fell back',
  purpose:
    'An IPA tells of a change of profiles when it asks for a package; it is answered as any that asks.',
  sgp33: '-3 §4.2.26',
  steps: [
    'The IPA asks for a package, and tells that profiles changed because it fell back, and by which network it is registered.',
  ],
  criteria: {
    A: {
      text: 'answers the request: gives a package, or says that there is none',
      clause: 'SGP.32 §6.3.2.6',
    },
  },
  async body({ server, ipa }) {
    const { eid } = ipa.card().euicc.options
    await ipa.says({
      kind: 'getEimPackageRequest',
      value: {
        ...{ eidValue: eid, notifyStateChange: true, stateChangeCause: fallback },
        rPLMN: Uint8Array.of(0x62, 0xf2, 0x10),
      },
    })
    await server.must('A', ipa.hears('an answer to the request for a package', isAnswer), wellMade, given)
  },
})
