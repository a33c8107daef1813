import { type Answer, check, code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const refused = check<Answer>('an error', ({ code: seen }) => (seen.startsWith('2.') ? seen : undefined))

export default testCase({
  purposeId: 'TP/BS/PEER/BI-01',
  title: 'A Server as Bootstrap-Server',
  purpose: 'A Client obeys bootstrap operations of its Bootstrap-Server alone.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1' }, { clause: 'Transport 1.1.1 §6.4.4' }],
  judges: ['client'],
  dependsOn: [101, 4],
  configuration: C1,
  impact: 'bootstrap',
  steps: [
    'The Client is registered; no bootstrap is going on.',
    'The Server sends DELETE /1, as a Bootstrap-Server may, and reads the Lifetime.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'refuses DELETE of a whole object',
      clause: 'Transport 1.1.1 §6.4.4',
    },
    B: { judged: 'client', text: 'has its account still', clause: 'Core 1.1.1 §6.1' },
  },
  async body({ client, server, cannotJudge }) {
    await client.isRegistered()
    const lifetime = `${await client.serverInstance()}/1`
    const { code: before } = await server.reads(lifetime).answered.happens()
    if (before === '4.04') cannotJudge(`it has no account that could be lost: ${lifetime} is answered 4.04`)
    await client.must('A', server.deletes('/1').answered, refused)
    await client.must('B', server.reads(lifetime).answered, code('2.05'))
  },
})
