import { type Answer, check, firstOf, testCase } from '#testcase'
import { attachesOptional, never, reporting, subject } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'

/** Values that are written while the Server acknowledges nothing; the first is under way then. */
const [underWay, oldest, ...newer] = [31, 32, 33, 34, 35] as const
const hqmax = 2

const valuesIn = (series: readonly Answer[]): number[] =>
  series.flatMap(({ nodes }) => nodes.map(({ value }) => Number(value?.value)))

const withoutOldest = check<readonly Answer[]>(`no report of ${oldest}`, (series) =>
  valuesIn(series).includes(oldest) ? `the values ${valuesIn(series).join(', ')}` : undefined,
)

export default testCase<string>({
  ...reporting,
  selection: { client: [...reporting.selection.client, 'ATTR-HQMAX'] },
  purposeId: 'TP/REP/ATTR/BV-13',
  title: 'What no longer fits into the historical queue (hqmax)',
  purpose: 'What is stored for a Server that does not answer is hqmax values, and the oldest go first.',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §7.3.2' }],
  transport: { only: 'udp', why: 'messages over a stream are not acknowledged' },
  dependsOn: [...reporting.dependsOn, 'TP/REP/ATTR/BV-12 B'],
  steps: [
    'The Server turns Notification Storing on, attaches hqmax=2 and con=1 to an integer and observes it.',
    'It writes 31, and does not acknowledge the notification; it writes 32, 33, 34 and 35.',
    'It acknowledges notifications again: 32 is not among what was stored.',
  ],
  criteria: {
    A: {
      judged: 'client',
      // Whether a Server that is slow to acknowledge is away is for the Client to say.
      level: 'SHOULD',
      text: 'drops the oldest of what it stores when there is more than hqmax',
      clause: 'Core 1.2 §7.3.2',
    },
  },
  async body(scene) {
    const { client, server, seconds, pause, cannotJudge, doesNotApply } = scene
    const { path, becomes } = await subject(scene)
    const storing = `${await client.serverInstance()}/6`
    const stored = await server.writes(storing, true).answered.happens()
    if (stored.code !== '2.04') cannotJudge(`${storing} cannot be written: ${stored.code}`)
    await attachesOptional(scene, path, { pmin: 0, pmax: never, con: 1, hqmax })
    const observation = server.observes(path)
    await observation.answered.happens()
    const withheld = server.withholdsNotifications()
    await becomes(underWay)
    const notified = observation.notified(seconds(waits.conditionMet))
    const reported = firstOf<unknown>(withheld.copy(1), notified)
    if (!(await reported.comes())) cannotJudge(`${path} became ${underWay}, and nothing reports it`)
    if (withheld.copies.length === 0) doesNotApply('it reports by NON', (await reported.occurrence()).frame)
    for (const value of [oldest, ...newer]) {
      await becomes(value)
      await pause(waits.betweenChanges)
    }
    const series = observation.during(seconds(waits.repeatedReports))
    withheld.end()
    const { value: reports, frame } = await series.occurrence()
    const values = valuesIn(reports)
    if (values.length === 0) cannotJudge('it reports nothing when notifications are acknowledged again')
    // The last is reported by who stores nothing, too.
    if (![oldest, ...newer.slice(0, -1)].some((value) => values.includes(value)))
      doesNotApply(`it stored nothing: it reports ${values.join(', ')}`, frame)
    await client.must('A', series, withoutOldest)
  },
})
