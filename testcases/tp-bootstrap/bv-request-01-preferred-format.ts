import { code, format, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/REQUEST/BV-01',
  title: 'A Bootstrap-Request with a preferred format',
  purpose: 'A Bootstrap-Server writes in the format that the Client prefers, or says that it cannot.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.1' }, { clause: 'Transport 1.1.1 §6.7' }],
  judges: ['bootstrap'],
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request with pct=110.',
    'The Bootstrap-Server refuses it with 4.15, or writes the account in SenML JSON.',
  ],
  criteria: {
    A: {
      judged: 'bootstrap',
      text: 'answers a Bootstrap-Request with pct=110 with 2.04 or 4.15',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'bootstrap',
      text: 'writes in SenML JSON when it has taken that',
      level: 'SHOULD',
      clause: 'Core 1.1.1 §6.1.7.1',
    },
  },
  async body({ client, bootstrap, cannotJudge }) {
    await bootstrap.isProvisioned()
    const asked = client.requestsBootstrap({ preferred: 110 })
    const { code: answered, frame } = await bootstrap.must('A', asked.answered, code('2.04', '4.15'))
    if (answered === '4.15') {
      bootstrap.notApplicable('B', 'it does not write SenML JSON: 4.15', frame)
      return
    }
    if (answered !== '2.04') cannotJudge(`it does not serve the Client: ${answered}`)
    const { security, server } = bootstrap.account()
    await bootstrap.must('B', bootstrap.writes('/0', security).sent, format('senml-json'))
    const last = bootstrap.writes('/1', server)
    await bootstrap.must('B', last.sent, format('senml-json'))
    await bootstrap.finishes().after(last.sent).sent.comes()
  },
})
