import { testCase } from '#testcase'
import { noneOf } from './none-of.ts'

const none = noneOf('no message that breaks CoAP')

export default testCase({
  purposeId: 'TP/COAP/FORM/BV-01',
  title: 'Well-formed messages',
  purpose:
    'Whatever was sent in the cases before, it was CoAP. A misshapen message is charged here, once, wherever it was seen.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §3' }],
  judges: ['client', 'server', 'bootstrap'],
  dependsOn: [101],
  impact: 'none',
  steps: ['All messages that the IUT sent in this run are looked through.'],
  criteria: {
    A: { judged: 'client', text: 'sent well-formed messages only', clause: 'RFC 7252 §3' },
    B: { judged: 'server', text: 'sent well-formed messages only', clause: 'RFC 7252 §3' },
    C: { judged: 'bootstrap', text: 'sent well-formed messages only', clause: 'RFC 7252 §3' },
  },
  async body({ client, server, bootstrap, iut, misshapen }) {
    if (iut.includes('client')) {
      await client.isRegistered()
      await client.must('A', misshapen('client'), none)
    }
    if (iut.includes('server')) {
      await client.isRegistered()
      await server.must('B', misshapen('server'), none)
    }
    if (iut.includes('bootstrap')) {
      await client.requestsBootstrap().answered.happens()
      await bootstrap.must('C', misshapen('bootstrap'), none)
    }
  },
})
