import { code, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/REQUEST/BI-01',
  title: 'A Bootstrap-Request of nobody',
  purpose: 'Where no security tells who asks, a Bootstrap-Request must.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.1' }, { clause: 'Transport 1.1.1 §6.7' }],
  judges: ['bootstrap'],
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: ['The Client sends a Bootstrap-Request without an endpoint name, over NoSec.'],
  criteria: {
    A: {
      judged: 'bootstrap',
      text: 'answers 4.00 to a Bootstrap-Request that names nobody',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body({ client, bootstrap, channel, doesNotApply }) {
    if (channel !== 'nosec') doesNotApply('the security of the channel tells who asks', null)
    await bootstrap.must('A', client.requestsBootstrap({ nameless: true }).answered, code('4.00'))
  },
})
