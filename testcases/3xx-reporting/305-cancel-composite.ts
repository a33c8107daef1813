import { code, has, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { compositeHow, fetches, threePaths } from './composite.ts'
import { noObserve, stillThere, tokenOf } from './observed.ts'
import { none } from './timing.ts'

export default testCase({
  number: 305,
  title: 'Cancel Observation-Composite Operation',
  purpose: 'FETCH with Observe=1 and the same paths ends a composite observation.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.5' }, { clause: 'RFC 7641 §3.6' }],
  judges: ['server', 'client'],
  selection: { client: ['OBSERVE-COMPOSITE'], server: ['OBSERVE-COMPOSITE'] },
  stimuli: { server: ['observe-composite', 'cancel-composite'] },
  dependsOn: [101, 'int-304 D', 'int-304 E'],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server attaches pmin=5 and pmax=15 to /1/0/1, an instance of /3/0/11 and /3/0/16, and observes them by one FETCH.',
    'It sends the same FETCH with Observe=1: the Client answers with the values, and reports no more.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'sends FETCH with Observe=1 for exactly the observed paths',
      clause: 'Core 1.1.1 §6.4.5',
    },
    B: { judged: 'server', text: 'uses the token of the observation', clause: 'RFC 7641 §3.6' },
    C: {
      judged: 'client',
      text: 'answers 2.05 with the values, without an Observe option',
      clause: 'RFC 7641 §4.1',
    },
    D: { judged: 'client', text: 'stops reporting', clause: 'Core 1.1.1 §6.4.5' },
  },
  async body(scene) {
    const { client, server, iut, seconds } = scene
    await client.isRegistered()
    const how = await compositeHow(scene)
    const paths = await threePaths(scene)
    const pmax = seconds(waits.voltagePmax)
    if (iut.includes('client'))
      for (const path of paths)
        await server.setsAttributes(path, { pmin: seconds(waits.voltagePmin), pmax }).answered.happens()
    const observation = server.observesComposite(paths, how)
    await observation.answered.happens()
    const { token } = await observation.sent.happens()

    const cancel = server.cancels(observation, 'get')
    await server.must('A', cancel.sent, fetches(1, paths))
    await server.must('B', cancel.sent, tokenOf(token))
    await client.must('C', cancel.answered, code('2.05'), noObserve, wellFormed, has(...paths))
    if (iut.includes('server')) return
    // It was cancelled before pmin ended, so that nothing can have been under way.
    const ended = observation.during(3 * pmax)
    await stillThere(server, ended)
    await client.must('D', ended, none)
  },
})
