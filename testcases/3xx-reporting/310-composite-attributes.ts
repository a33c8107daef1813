import { code, has, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { compositeHow, fetches, shared, withAttributes } from './composite.ts'
import { stillThere, taken } from './observed.ts'
import { accepts, atLeast, each, noLaterThanPmax } from './timing.ts'

export default testCase({
  number: 310,
  title: 'Observe-Composite and modification of parameter values',
  purpose: 'A pmax that is attached while a composite observation runs takes effect at once.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.4' }, { clause: 'Core 1.1.1 §5.1.2' }],
  judges: ['client', 'server'],
  selection: { client: ['OBSERVE-COMPOSITE'], server: ['OBSERVE-COMPOSITE'] },
  stimuli: { server: ['observe-composite', 'attributes'] },
  dependsOn: [101, 'int-304 D'],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server attaches pmin=1 and pmax=60 to /1/0/1 and /3, and observes /1/0/1 and /3/0 by one FETCH.',
    'It attaches pmax=5 to /3: the Client reports both at least every 5 s.',
  ],
  criteria: {
    A: shared.fetches,
    B: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and both values',
      clause: 'Core 1.1.1 §6.4.4',
    },
    C: shared.attaches,
    D: shared.attached,
    E: {
      judged: 'client',
      text: 'reports at least every pmax from then on',
      clause: 'Core 1.1.1 §5.1.2',
    },
    F: { judged: 'client', text: 'reports both paths each time', clause: 'Core 1.1.1 §6.4.4' },
    G: shared.takes,
  },
  async body(scene) {
    const { client, server, iut, seconds, tolerance, cannotJudge } = scene
    await client.isRegistered()
    const how = await compositeHow(scene)
    const paths = [`${await client.serverInstance()}/1`, '/3/0']
    const pmax = seconds(waits.changedPmax)
    if (iut.includes('client'))
      for (const path of [paths[0]!, '/3'])
        await server.setsAttributes(path, { pmin: 1, pmax: seconds(waits.unhurriedPmax) }).answered.happens()
    const observation = server.observesComposite(paths, how)
    await server.must('A', observation.sent, fetches(0, paths))
    await client.must('B', observation.answered, code('2.05'), accepts, has(...paths))
    const attach = server.setsAttributes('/3', { pmax })
    await server.must('C', attach.sent, request('PUT', '/3'), withAttributes({ pmax }))
    const answer = await client.must('D', attach.answered, code('2.04'))
    if (answer.code !== '2.04') cannotJudge(`pmax was answered ${answer.code}`)
    if (iut.includes('server')) {
      await server.must('G', client.notifies(observation.path).within(pmax).sent, taken)
      return
    }
    const series = observation.during(4 * pmax + tolerance)
    await stillThere(server, series)
    await client.must('E', series, atLeast(2), noLaterThanPmax(pmax, tolerance))
    await client.must('F', series, each(has(...paths)))
  },
})
