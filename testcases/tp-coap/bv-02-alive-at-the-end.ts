import { testCase } from '#testcase'

export default testCase({
  purposeId: 'TP/COAP/ALIVE/BV-01',
  title: 'Alive at the end',
  purpose: 'Whatever the cases before did to it, the IUT still answers.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §5.2' }],
  judges: ['client', 'server', 'bootstrap'],
  dependsOn: [101],
  impact: 'none',
  steps: ['When all other cases have run, the IUT is asked once more; what it answers does not matter.'],
  criteria: {
    A: { judged: 'client', text: 'answers a Discover', clause: 'RFC 7252 §5.2' },
    B: { judged: 'server', text: 'answers an Update', clause: 'RFC 7252 §5.2' },
    C: { judged: 'bootstrap', text: 'answers a Bootstrap-Request', clause: 'RFC 7252 §5.2' },
  },
  async body({ client, server, bootstrap, iut }) {
    if (iut.includes('client')) {
      await client.isRegistered()
      await client.must('A', server.discovers('/3/0/11').answered)
    }
    if (iut.includes('server')) {
      await client.isRegistered()
      await server.must('B', client.updates({ lifetime: 86_401 }).answered)
    }
    if (iut.includes('bootstrap')) await bootstrap.must('C', client.requestsBootstrap().answered)
  },
})
