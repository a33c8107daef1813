import { code, testCase } from '#testcase'
import { noObserve } from '../3xx-reporting/observed.ts'
import { none } from '../3xx-reporting/timing.ts'
import { madeInstance } from '../tp-device-management/resources.ts'
import { waits } from '../waits.ts'
import { came, whether } from '../whether.ts'
import { isDeleted, observedInstance } from './gone.ts'
import { reporting } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/GONE/BV-01',
  title: 'An observed instance is deleted',
  purpose:
    'The observation of an instance ends with the instance, and another of its number is not observed.',
  reference: [{ clause: 'RFC 7641 §4.2' }],
  selection: { client: ['OBJ.16'] },
  dependsOn: [...reporting.dependsOn, 'int-1630 A', 'TP/REP/TARGET/BV-01', 'TP/DM/DELETE/BV-01'],
  steps: [
    'The Server creates an instance of the Portfolio, observes it and deletes it: the last notification is 4.04.',
    'It creates an instance of the same number and writes to it: nothing is reported.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'says by a notification with 4.04 and without Observe that what was observed is gone',
      clause: 'RFC 7641 §4.2',
      level: 'SHOULD',
    },
    B: { judged: 'client', text: 'reports nothing of an instance made anew', clause: 'RFC 7641 §4.2' },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const { instance, observation } = await observedInstance(scene, 109)
    await isDeleted(scene, instance)
    const last = observation.notified(seconds(waits.conditionMet))
    if (await last.comes()) await client.must('A', last, code('4.04'), noObserve)
    else await client.must('A', whether(last), came)
    await madeInstance(scene, 109)
    const more = observation.during(seconds(waits.conditionMet))
    await server.writes(`${instance}/0/0`, 'third', { keep: true }).answered.happens()
    await client.must('B', more, none)
  },
})
