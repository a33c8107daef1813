import { code, has, lacks, request, testCase } from '#testcase'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'
import { instanceFormat } from '../formats.ts'
import { waits } from '../waits.ts'
import { compositeHow, fetches, reportThat, shared } from './composite.ts'
import { taken } from './observed.ts'
import { areThere, identitiesOf, periodsOfPortfolio, twoInstances } from './portfolio.ts'
import { accepts } from './timing.ts'

export default testCase({
  number: 309,
  title: 'Observe-Composite and Deleting Object Instance',
  purpose: 'An instance that is deleted while it is observed leaves the reports, which go on.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.4' }, { clause: 'Core 1.1.1 §6.3.7' }],
  judges: ['client', 'server'],
  selection: { client: ['OBSERVE-COMPOSITE', 'OBJ.16'], server: ['OBSERVE-COMPOSITE'] },
  stimuli: { server: ['create', 'observe-composite', 'delete'] },
  dependsOn: [101, 'int-304 D', 'int-1630 A'],
  configuration: C1Portfolio,
  impact: 'settings',
  steps: [
    'The Server creates two instances of /16, attaches pmin=30 and pmax=45 to /16, and observes both by one FETCH.',
    'The Client reports both within 45 s.',
    'The Server deletes the second: within 45 s, the Client reports the first alone.',
  ],
  criteria: {
    A: shared.fetches,
    B: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and both instances',
      clause: 'Core 1.1.1 §6.4.4',
    },
    C: { judged: 'client', text: 'reports both when pmax ends', clause: 'Core 1.1.1 §6.4.4' },
    D: {
      judged: 'server',
      text: 'deletes by DELETE of the instance',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    E: { judged: 'client', text: 'answers the Delete with 2.02', clause: 'Transport 1.1.1 §6.7' },
    F: {
      judged: 'client',
      text: 'goes on reporting the instance that is left, and it alone',
      clause: 'Core 1.1.1 §6.4.4',
    },
    G: shared.takes,
  },
  async body(scene) {
    const { client, server, iut, seconds, cannotJudge } = scene
    await client.isRegistered()
    const [first, second] = twoInstances
    const how = await compositeHow(scene)
    const format = await instanceFormat(scene)
    const pmax = seconds(waits.compositePmax)
    for (const instance of twoInstances) {
      const answer = await server.creates('/16', identitiesOf(instance), format).answered.happens()
      if (answer.code !== '2.01') cannotJudge(`${instance} cannot be created: ${answer.code}`)
    }
    if (iut.includes('client')) await areThere(scene, ...twoInstances)
    await periodsOfPortfolio(scene)
    const observation = server.observesComposite(twoInstances, how)
    await server.must('A', observation.sent, fetches(0, twoInstances))
    await client.must('B', observation.answered, code('2.05'), accepts, has(first, second))
    if (iut.includes('client'))
      await client.must('C', reportThat(observation, has(first, second), pmax), has(first, second))
    const gone = server.deletes(second)
    await server.must('D', gone.sent, request('DELETE', second))
    await client.must('E', gone.answered, code('2.02'))
    if (iut.includes('server')) {
      await server.must('G', client.notifies(observation.path).within(pmax).sent, taken)
      return
    }
    await areThere(scene, first)
    const left = reportThat(observation, lacks(second), pmax)
    await client.must('F', left, has(first), lacks(second))
  },
})
