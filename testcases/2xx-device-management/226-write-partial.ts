import { code, holds, request, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { C1 } from '../configurations/c1.ts'
import { instanceFormat } from '../formats.ts'

/** What stays as it was, where the Client has it; the optional ones tell a partial update from a replacement. */
const others = [0, 2, 3, 5, 7]

export default testCase({
  number: 226,
  title: 'Write (Partial Update) on Object Instance',
  purpose: 'Two resources of an instance change in one message, the others stay.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  judges: ['client', 'server'],
  stimuli: { server: ['write'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server POSTs a lifetime of 61 and storing true to /1/0.',
    'The Client sends an Update with the new lifetime.',
    'The Server reads /1/0.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'sends one POST to /1/0 with both resources',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends an Update with lt=61', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'client',
      text: 'holds both values, and the others as they were',
      clause: 'Core 1.1.1 §6.3.3',
    },
  },
  async body(scene) {
    const { client, server, iut } = scene
    await client.isRegistered()
    const format = await instanceFormat(scene)
    await hasAnotherLifetime(scene, 61)
    const one = await client.serverInstance()
    const changed = { [`${one}/1`]: 61, [`${one}/6`]: true }
    const untouched = iut.includes('client')
      ? await client.valuesOf(...others.map((resource) => `${one}/${resource}`))
      : {}
    const write = server.writes(one, { '1': 61, '6': true }, { mode: 'partial', ...format })
    await server.must('A', write.sent, request('POST', one), holds(changed))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime: 61 }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))
    if (!iut.includes('client')) return
    const read = server.reads(one)
    await client.must('E', read.answered, code('2.05'), holds({ ...untouched, ...changed }))
  },
})
