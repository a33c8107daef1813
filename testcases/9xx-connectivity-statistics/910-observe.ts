import { code, holds, request } from '#testcase'
import { C9 } from '../configurations/c9.ts'
import { type Around, observeCase } from '../tp-objects/observe-case.ts'
import { waits } from '../waits.ts'

/** Counting goes on while the counters are observed. */
const counting: Around = {
  steps: [
    'The Server sets the Collection Period (/7/0/8) to 0 beforehand, where the Client has it.',
    'It executes Start once it observes, and Stop at the end; then it cancels the observation.',
  ],
  stimuli: ['write', 'execute', 'cancel'],
  criteria: {
    K: {
      judged: 'client',
      text: 'answers the Write, Start and Stop with 2.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    L: {
      judged: 'server',
      text: 'sends the Write, Start and Stop',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    M: { judged: 'client', text: 'answers the cancellation with 2.05', clause: 'Transport 1.1.1 §6.7' },
    N: {
      judged: 'server',
      text: 'cancels by GET with Observe=1',
      clause: 'Core 1.1.1 §6.4.3',
    },
  },
  async before({ client, server }, instance) {
    const period = `${instance}/8`
    if ((await client.valueOf(period)) === undefined) return
    const write = server.writes(period, 0)
    await server.must('L', write.sent, request('PUT', period), holds({ [period]: 0 }))
    await client.must('K', write.answered, code('2.04'))
  },
  async midst({ client, server }, instance) {
    const start = server.executes(`${instance}/6`)
    await server.must('L', start.sent, request('POST', `${instance}/6`))
    await client.must('K', start.answered, code('2.04'))
  },
  async end({ client, server }, instance, [observation]) {
    const stop = server.executes(`${instance}/7`)
    await server.must('L', stop.sent, request('POST', `${instance}/7`))
    await client.must('K', stop.answered, code('2.04'))
    const cancel = server.cancels(observation!, 'get')
    await server.must('N', cancel.sent, request('GET', instance))
    await client.must('M', cancel.answered, code('2.05'))
  },
}

export default observeCase({
  id: 910,
  title: 'Connectivity Statistics Object: basic observation',
  purpose: 'The counters are observed as a whole, while they are started and stopped.',
  object: 7,
  configuration: C9,
  targets: [{ below: '', pmin: waits.objectPmin, pmax: waits.objectPmax }],
  change: { below: '/2', value: (count) => 1000 + count },
  around: counting,
})
