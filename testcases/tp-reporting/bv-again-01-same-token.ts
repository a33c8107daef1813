import { type Answer, type Check, check, type Plain, sameValue, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { never, reporting, subject } from './subject.ts'

/** Of each value, one report at most; that it was twice of one alone is no rule of its own. */
function onceEach(path: string, values: readonly Plain[]): Check<readonly Answer[]> {
  return check('one notification of each value', (series) => {
    const counts = values.map(
      (plain) =>
        series.filter(({ nodes }) =>
          nodes.some(
            ({ path: at, value }) => `/${at.join('/')}` === path && value && sameValue(value, plain),
          ),
        ).length,
    )
    return counts.every((count) => count > 1) ? `${counts.join(' and ')} of them` : undefined
  })
}

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/AGAIN/BV-01',
  title: 'A second Observe by the same token',
  purpose: 'An Observe by the token of an observation that runs renews it and makes no second one.',
  reference: [{ clause: 'RFC 7641 §4.1' }],
  steps: [
    'The Server observes an integer, and observes it again by the same token.',
    'It writes 21, then 22: each is reported once.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports each change once', clause: 'RFC 7641 §4.1' },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    const { path, becomes } = await subject(scene)
    await server.setsAttributes(path, { pmin: 0, pmax: never }).answered.happens()
    const first = server.observes(path)
    await first.answered.happens()
    const second = server.observes(path, { renews: first })
    const { code, observe } = await second.answered.happens()
    if (code !== '2.05' || observe === undefined) cannotJudge(`${path} cannot be observed again: ${code}`)
    const series = second.during(3 * seconds(waits.conditionMet))
    for (const value of [21, 22]) {
      await becomes(value)
      await second.notified(seconds(waits.conditionMet)).happens()
    }
    await client.must('A', series, onceEach(path, [21, 22]))
  },
})
