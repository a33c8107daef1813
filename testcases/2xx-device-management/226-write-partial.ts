import { code, holds, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** What stays as it was, where the Client has it; the optional ones tell a partial update from a replacement. */
const others = ['/1/0/0', '/1/0/2', '/1/0/3', '/1/0/5', '/1/0/7']

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
  async body({ client, server, iut }) {
    await client.isRegistered()
    const untouched = iut.includes('client') ? await client.valuesOf(...others) : {}
    const write = server.writes('/1/0', { '1': 61, '6': true }, { mode: 'partial' })
    await server.must('A', write.sent, request('POST', '/1/0'), holds({ '/1/0/1': 61, '/1/0/6': true }))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime: 61 }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))
    if (!iut.includes('client')) return
    const read = server.reads('/1/0')
    await client.must('E', read.answered, code('2.05'), holds({ ...untouched, '/1/0/1': 61, '/1/0/6': true }))
  },
})
