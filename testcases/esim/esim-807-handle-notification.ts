import { check, type FromEim } from '#testcase'
import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { listing } from './from-eim.ts'

const unanswered = check<readonly FromEim[]>('no ProvideEimPackageResult response', (all) =>
  all.some(({ message }) => message?.kind === 'provideEimPackageResultResponse')
    ? 'a ProvideEimPackageResult response'
    : undefined,
)

export default eimCase({
  number: 807,
  title: 'A result within HandleNotification',
  purpose: 'HandleNotification has no answer.',
  sgp33: '-3 §4.2.28, §5.2.1 #02, #04',
  steps: ['The eIM leaves a package; the IPA tells the result by HandleNotification.'],
  criteria: {
    A: { text: 'does not answer HandleNotification', clause: 'SGP.32 §6.3.2.4' },
  },
  async body({ server, ipa, seconds, cannotJudge }) {
    const left = await ipa.queues(listing).happens()
    const provided = ipa.telling({ ...left, how: 'retrieved' }, ipa.resultOf(left))
    if (provided.kind !== 'provideEimPackageResult') return cannotJudge('our IPA provides no result')
    await ipa.says({ kind: 'handleNotification', value: provided })
    await server.must('A', ipa.during(seconds(waits.eimReacts)), unanswered)
  },
})
