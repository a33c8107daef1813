import { code, firstOf, testCase } from '#testcase'
import { noObserve } from '../3xx-reporting/observed.ts'
import { silent } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attachesOptional, never, noDefaultPmax, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/CANCEL/BI-01',
  title: 'Cancelled while a notification is under way',
  purpose: 'An observation can be cancelled before its last notification was acknowledged.',
  reference: [{ clause: 'RFC 7641 §3.6' }, { clause: 'RFC 7641 §4.5' }],
  transport: { only: 'udp', why: 'messages over a stream are not acknowledged' },
  dependsOn: [...reporting.dependsOn, 'int-303 C', 'int-303 D'],
  steps: [
    'The Server observes an integer and writes it; it does not acknowledge the CON notification.',
    'It cancels the observation by GET with Observe=1.',
    'It writes the integer again and reads it.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers the cancellation with 2.05, without an Observe option',
      clause: 'RFC 7641 §4.1',
    },
    B: { judged: 'client', text: 'reports no more', clause: 'RFC 7641 §3.6' },
    C: { judged: 'client', text: 'answers the next Read with 2.05', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body(scene) {
    const { client, server, seconds, lwm2m, doesNotApply } = scene
    const { path, becomes } = await subject(scene)
    await noDefaultPmax(scene)
    const attributes = { pmin: 0, pmax: never, ...(lwm2m === '1.2' ? { con: 1 } : {}) }
    await attachesOptional(scene, path, attributes)
    const observation = server.observes(path)
    await observation.answered.happens()
    const withheld = server.withholdsNotifications()
    await becomes(50)
    const underWay = withheld.copy(1)
    const notified = observation.notified(seconds(waits.conditionMet))
    if (!(await firstOf<unknown>(underWay, notified).comes()) || withheld.copies.length === 0)
      doesNotApply('it reports by NON, or not yet', null)
    const cancel = server.cancels(observation, 'get')
    await client.must('A', cancel.answered, code('2.05'), noObserve)
    withheld.end()
    const after = observation.during(seconds(waits.saidAgain))
    await becomes(51)
    await client.must('B', after, silent)
    await client.must('C', server.reads(path).answered, code('2.05'))
  },
})
