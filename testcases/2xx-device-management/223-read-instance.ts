import { code, has, only, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { mustGiveAll } from './held.ts'

export default testCase({
  number: 223,
  title: 'Read on Object Instance',
  purpose: 'All resources of an instance are read at once.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads /1/0 and /3/0 in the format the Client chooses.',
    'It discovers each, and reads alone what is listed and was not given.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 with a well-formed payload', clause: 'Core 1.1.1 §6.3.1' },
    B: { judged: 'client', text: 'gives the mandatory resources', clause: 'Core 1.1.1 §6.3.1' },
    C: { judged: 'client', text: 'gives nothing outside the instance', clause: 'Core 1.1.1 §6.3.1' },
    D: {
      judged: 'client',
      text: 'leaves out no resource that it gives alone',
      clause: 'Core 1.1.1 §6.3.1',
    },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    for (const [path, mandatory] of Object.entries({
      [one]: [0, 1, 6, 7].map((resource) => `${one}/${resource}`),
      '/3/0': ['/3/0/11', '/3/0/16'],
    })) {
      const read = server.reads(path)
      await client.must('A', read.answered, code('2.05'), wellFormed)
      await client.must('B', read.answered, has(...mandatory))
      await client.must('C', read.answered, only(path))
      await mustGiveAll(scene, 'D', { instance: path, answered: read.answered })
    }
  },
})
