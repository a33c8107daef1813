import { type Answer, check, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

const refused = check<Answer>('an error and no content', ({ code, nodes }) =>
  code.startsWith('2.') || nodes.length > 0 ? code : undefined,
)

export default testCase({
  purposeId: 'TP/BS/READ/BI-01',
  title: 'Bootstrap-Read of other objects',
  purpose: 'Bootstrap-Read is for the Server and Access Control objects alone.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.4' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server reads the Security instance of the account, /0 and /3/0, and finishes.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'refuses Bootstrap-Read of Security, where the keys are',
      clause: 'Core 1.1.1 §6.1.7.4',
    },
    B: { judged: 'client', text: 'refuses Bootstrap-Read of the Device', clause: 'Core 1.1.1 §6.1.7.4' },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const { security } = await provide(bootstrap)
    for (const path of [security, '/0']) await client.must('A', bootstrap.reads(path).answered, refused)
    await client.must('B', bootstrap.reads('/3/0').answered, refused)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
