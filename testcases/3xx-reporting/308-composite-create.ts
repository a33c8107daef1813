import { code, has, lacks, request, testCase } from '#testcase'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'
import { instanceFormat } from '../formats.ts'
import { waits } from '../waits.ts'
import { compositeHow, fetches, reportThat, shared } from './composite.ts'
import { taken } from './observed.ts'
import { areThere, identitiesOf, periodsOfPortfolio, twoInstances } from './portfolio.ts'
import { accepts } from './timing.ts'

export default testCase({
  number: 308,
  title: 'Observe-Composite and Creating Object Instance',
  purpose: 'An instance that is created while it is observed joins the reports.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.4' }, { clause: 'Core 1.1.1 §6.3.6' }],
  judges: ['client', 'server'],
  selection: { client: ['OBSERVE-COMPOSITE', 'OBJ.16'], server: ['OBSERVE-COMPOSITE'] },
  stimuli: { server: ['create', 'observe-composite'] },
  dependsOn: [101, 'int-304 D', 'int-1630 A'],
  configuration: C1Portfolio,
  impact: 'settings',
  steps: [
    'The Server creates an instance of /16, attaches pmin=30 and pmax=45 to /16, and observes that instance and one that is not there by one FETCH.',
    'The Client reports the first within 45 s.',
    'The Server creates the second: within 45 s, the Client reports both.',
  ],
  criteria: {
    A: { judged: 'server', text: 'creates by POST to the object', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    B: shared.fetches,
    C: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and the instance that is there',
      clause: 'Core 1.1.1 §6.4.4',
    },
    D: { judged: 'client', text: 'reports that instance when pmax ends', clause: 'Core 1.1.1 §6.4.4' },
    E: { judged: 'client', text: 'reports both when the second was created', clause: 'Core 1.1.1 §6.4.4' },
    F: shared.takes,
  },
  async body(scene) {
    const { client, server, iut, seconds, cannotJudge } = scene
    await client.isRegistered()
    const [first, second] = twoInstances
    const how = await compositeHow(scene)
    const format = await instanceFormat(scene)
    const pmax = seconds(waits.compositePmax)
    const creates = async (instance: string): Promise<void> => {
      const create = server.creates('/16', identitiesOf(instance), format)
      await server.must('A', create.sent, request('POST', '/16'), has(instance))
      const answer = await create.answered.happens()
      if (answer.code !== '2.01') cannotJudge(`${instance} cannot be created: ${answer.code}`)
    }
    await creates(first)
    if (iut.includes('client')) await areThere(scene, first)
    await periodsOfPortfolio(scene)
    const observation = server.observesComposite(twoInstances, how)
    await server.must('B', observation.sent, fetches(0, twoInstances))
    const accepted = observation.answered
    await client.must('C', accepted, code('2.05'), accepts, has(first), lacks(second))
    if (iut.includes('server')) {
      await creates(second)
      await server.must('F', client.notifies(observation.path).within(pmax).sent, taken)
      return
    }
    await client.must('D', reportThat(observation, has(first), pmax), has(first))
    await creates(second)
    await areThere(scene, ...twoInstances)
    const both = reportThat(observation, has(first, second), pmax)
    await client.must('E', both, has(first, second))
  },
})
