import { testCase } from '#testcase'

export default testCase({
  number: 19,
  title: 'Client Initiated Bootstrap over MQTT',
  purpose: 'A Client is bootstrapped over MQTT, with its messages secured by COSE.',
  area: 'Bootstrap',
  editions: ['1.2'],
  reference: [{ clause: 'Transport 1.2.1 §6.8' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['MQTT'], bootstrap: ['MQTT'] },
  impact: 'none',
  steps: ['Nothing: this suite has no MQTT.'],
  criteria: {},
  async body({ cannotJudge }) {
    cannotJudge('tester has no MQTT')
  },
})
