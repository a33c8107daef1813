import { code, holds, request, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 227,
  title: 'Write (replace) on Resource',
  purpose: 'One resource is replaced.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  judges: ['client', 'server'],
  stimuli: { server: ['write'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server PUTs 63 to /1/0/1.',
    'The Client sends an Update with lt=63.',
    'The Server reads /1/0/1.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends PUT /1/0/1 with 63', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends an Update with lt=63', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server, iut } = scene
    await client.isRegistered()
    await hasAnotherLifetime(scene, 63)
    const path = `${await client.serverInstance()}/1`
    const write = server.writes(path, 63)
    await server.must('A', write.sent, request('PUT', path), holds({ [path]: 63 }))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime: 63 }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))
    if (!iut.includes('client')) return
    await client.must('E', server.reads(path).answered, code('2.05'), holds({ [path]: 63 }))
  },
})
