import { code, has, request, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { compositeHow, fetches, reportsSoFar, shared, threePaths, withAttributes } from './composite.ts'
import { taken } from './observed.ts'
import { accepts, noLaterThanPmax, noSoonerThanPmin } from './timing.ts'

export default testCase({
  number: 304,
  title: 'Observe-Composite Operation',
  purpose: 'Resources of two objects are observed in one request, and reported together.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.4' }, { clause: 'Transport 1.1.1 Table 6.4.5-1' }],
  judges: ['client', 'server'],
  selection: { client: ['OBSERVE-COMPOSITE'], server: ['OBSERVE-COMPOSITE'] },
  stimuli: { server: ['attributes', 'observe-composite'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server attaches pmin=30 and pmax=45 to /1/0/1, an instance of /3/0/11 and /3/0/16, and observes them by one FETCH.',
    'It changes the Lifetime, and again when that is reported.',
    'Each report comes between 30 and 45 s after the one before, and has all three.',
  ],
  criteria: {
    A: shared.attaches,
    B: shared.attached,
    C: shared.fetches,
    D: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and all values',
      clause: 'Core 1.1.1 §6.4.4',
    },
    E: { judged: 'client', text: 'reports when pmax ends, or sooner', clause: 'Core 1.1.1 §5.1.2' },
    F: { judged: 'client', text: 'reports no sooner than pmin', clause: 'Core 1.1.1 §5.1.2' },
    G: {
      judged: 'client',
      text: 'reports all paths, changed or not, in a well-formed payload',
      clause: 'Core 1.1.1 §6.4.4',
    },
    H: shared.takes,
  },
  async body(scene) {
    const { client, server, iut, seconds, tolerance } = scene
    await client.isRegistered()
    const how = await compositeHow(scene)
    const paths = await threePaths(scene)
    const [pmin, pmax] = [seconds(waits.compositePmin), seconds(waits.compositePmax)]
    for (const path of paths) {
      const attach = server.setsAttributes(path, { pmin, pmax })
      await server.must('A', attach.sent, request('PUT', path), withAttributes({ pmin, pmax }))
      await client.must('B', attach.answered, code('2.04'))
    }
    const lifetime = paths[0]!
    const before = Number((await client.valueOf(lifetime)) ?? 86400)
    const observation = server.observesComposite(paths, how)
    await server.must('C', observation.sent, fetches(0, paths))
    await client.must('D', observation.answered, code('2.05'), accepts, wellFormed, has(...paths))
    if (iut.includes('server')) {
      await server.must('H', client.notifies(observation.path).within(pmax).sent, taken)
      return
    }
    for (const [turn, more] of [1, 2].entries()) {
      await server.writes(lifetime, before + more, turn === 0 ? {} : { keep: true }).answered.happens()
      const report = observation.notified(pmax)
      await client.must('G', report, wellFormed, has(...paths))
      if (turn === 0) continue
      const reports = reportsSoFar(observation, report)
      await client.must('E', reports, noLaterThanPmax(pmax, tolerance))
      await client.must('F', reports, noSoonerThanPmin(pmin, tolerance))
    }
  },
})
