import { type FromEim, packageIn } from '#testcase'
import { eimCase } from './eim-case.ts'
import { errorIn, refused, refusedBy, strangeEid } from './eim-errors.ts'
import { listing } from './from-eim.ts'

const isAnswer = ({ message }: FromEim): boolean => message?.kind === 'getEimPackageResponse'

export default eimCase({
  number: 809,
  title: 'A package is asked for in the name of another',
  purpose: 'Only the eUICC that a package is for is given it; an IPA is told when there is none.',
  sgp33: '-3 §4.2.26',
  steps: [
    'A package is queued while the mailbox takes none; the IPA asks for one with an EID that nobody knows.',
    'It asks with its own EID until all packages came.',
  ],
  criteria: {
    A: { text: 'refuses who asks with an EID that it does not know', clause: 'SGP.32 §6.3.2.6' },
    B: {
      text: 'says eidNotFound (2)',
      clause: 'SGP.32 §6.3.2.6',
      unverified: 'which code is meant is told in public traces alone',
    },
    C: { text: 'says that there is no package where none is queued (1)', clause: 'SGP.32 §6.3.2.6' },
  },
  async body({ server, ipa, cannotJudge }) {
    const asks = async (eidValue: string) => {
      await ipa.says({ kind: 'getEimPackageRequest', value: { eidValue } })
      return ipa.hears('an answer to the question for a package', isAnswer)
    }
    await ipa.isBusy(true)
    await ipa.queues(listing).told
    const strangers = await asks(strangeEid)
    const toStranger = await strangers.happens()
    const { eid } = ipa.card().euicc.options
    let answer = await asks(eid)
    // What the stranger was told may come twice.
    if (errorIn(await answer.happens()) === errorIn(toStranger)) answer = await asks(eid)
    const left = packageIn(await answer.happens())
    if (left === undefined && packageIn(toStranger) === undefined)
      cannotJudge('it has no package for the right EID either')
    await server.must('A', strangers, refused)
    await server.must('B', strangers, refusedBy('eidNotFound', 2))
    if (left !== undefined) {
      await ipa.says(ipa.telling(left, ipa.resultOf(left)))
      answer = await asks(eid)
    }
    await server.must('C', answer, refusedBy('noEimPackageAvailable', 1))
  },
})
