import { code, has, only, request, testCase, wellFormed } from '#testcase'
import { C4 } from '../configurations/c4.ts'
import { waits } from '../waits.ts'
import { asksForWhatFits, inQuery, ownToken, stillThere, taken } from './observed.ts'
import { periodRules } from './period-rules.ts'
import {
  accepts,
  atLeast,
  changes,
  each,
  noLaterThanPmax,
  noSoonerThanPmin,
  observeGrows,
  unchangedNoSoonerThanPmax,
} from './timing.ts'

export default testCase({
  number: 301,
  title: 'Observation and Notification of parameter values',
  purpose: 'Two resources are observed, and reported no more often than pmin and no less often than pmax.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.1' }, { clause: 'Core 1.1.1 §5.1.2' }],
  judges: ['client', 'server'],
  selection: { client: ['RES.3.7', 'RES.3.8'] },
  stimuli: { server: ['attributes', 'observe'] },
  dependsOn: [101],
  configuration: C4,
  impact: 'settings',
  steps: [
    'The Server attaches pmin=5 and pmax=15 to /3/0/7, pmin=10 and pmax=20 to /3/0/8, and observes both.',
    'The Client reports the voltage at least every 15 s.',
    'Where somebody can change the current, it changes every second; the Client reports it no more often than every 10 s.',
  ],
  criteria: periodRules,
  async body(scene) {
    const { client, server, iut, seconds, pause, tolerance, cannotJudge } = scene
    await client.isRegistered()
    const voltage = { path: '/3/0/7', pmin: seconds(waits.voltagePmin), pmax: seconds(waits.voltagePmax) }
    const current = { path: '/3/0/8', pmin: seconds(waits.currentPmin), pmax: seconds(waits.currentPmax) }
    const tokens = new Set<string>()
    const observations = []
    for (const { path, pmin, pmax } of [voltage, current]) {
      const attach = server.setsAttributes(path, { pmin, pmax })
      await server.must('A', attach.sent, request('PUT', path), inQuery(`pmin=${pmin}`, `pmax=${pmax}`))
      await client.must('B', attach.answered, code('2.04'))
      const observation = server.observes(path)
      const { token } = await server.must('C', observation.sent, ownToken(tokens))
      tokens.add(token.toString())
      await asksForWhatFits(scene, observation)
      await client.must('D', observation.answered, code('2.05'), accepts, wellFormed, has(path))
      observations.push(observation)
    }
    if (iut.includes('server')) {
      for (const { path, pmax } of [voltage, current])
        await server.must('J', client.notifies(path).within(pmax).sent, taken)
      return
    }
    const [ofVoltage, ofCurrent] = observations
    const series = ofVoltage!.during(3 * voltage.pmax + tolerance)
    const changing = ofCurrent!.during(3 * voltage.pmax + tolerance)
    for (let value = 1; value <= 3 * current.pmin && client.canChange(); value++) {
      await client.changes('/3/0/8/0', value)
      await pause(waits.betweenChanges)
    }
    await stillThere(server, series, changing)
    await client.must('E', series, atLeast(2), noLaterThanPmax(voltage.pmax, tolerance))
    await client.must('F', series, unchangedNoSoonerThanPmax(voltage.pmax, tolerance))
    await client.must('H', series, observeGrows)
    await client.must('I', series, each(wellFormed), each(has(voltage.path)), each(only(voltage.path)))
    if (!client.canChange() && !(await changes(changing)))
      cannotJudge(
        'nobody can change the current, and it did not change by itself: what pmin does was not seen',
      )
    await client.must('G', changing, noSoonerThanPmin(current.pmin, tolerance))
  },
})
