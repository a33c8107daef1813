import { code, request, testCase, wellFormed } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { isUnmuted, onlyRegistered, sendFormat } from './sent.ts'

export default testCase({
  number: 306,
  title: 'Send Operation',
  purpose: 'The Client reports values by itself, and the Server takes them.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.6' }, { clause: 'Transport 1.1.1 Table 6.4.5-1' }],
  judges: ['server', 'client'],
  selection: { client: ['SEND'], server: ['SEND'] },
  dependsOn: [101],
  configuration: C1Send,
  impact: 'settings',
  steps: [
    'The Client sends a POST to /dp, by itself or because somebody makes it.',
    'Its payload has values of registered objects alone; the Server answers 2.04.',
  ],
  criteria: {
    A: { judged: 'client', text: 'sends by POST to /dp', clause: 'Transport 1.1.1 Table 6.4.5-1' },
    B: {
      judged: 'client',
      text: 'sends well-formed SenML, or since 1.2 LwM2M CBOR',
      clause: 'Core 1.1.1 §6.4.6',
    },
    C: {
      judged: 'client',
      text: 'sends values of registered instances alone',
      clause: 'Core 1.1.1 §6.4.6',
    },
    D: { judged: 'server', text: 'answers the Send with 2.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body(scene) {
    const { client, server, iut, lwm2m } = scene
    await client.isRegistered()
    await isUnmuted(scene)
    if (iut.includes('server')) {
      for (const format of ['senml-cbor', 'senml-json'] as const)
        await server.must('D', client.sends(['/1/0', '/3/0'], { format }).answered, code('2.04'))
      return
    }
    const send = client.sends()
    await client.must('A', send.sent, request('POST', '/dp'))
    await client.must('B', send.sent, sendFormat(lwm2m), wellFormed)
    const { registration } = await client.registration().happens()
    await client.must('C', send.sent, onlyRegistered(registration.objects))
  },
})
