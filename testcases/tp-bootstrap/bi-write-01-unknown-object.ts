import { type Answer, check, code, noLinks, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

const refused = check<Answer>('an error 4.xx', ({ code: seen }) => (seen.startsWith('4.') ? undefined : seen))

/** Resource 0 is 1, as TLV. */
const payload = Uint8Array.of(0xc1, 0, 1)

export default testCase({
  purposeId: 'TP/BS/WRITE/BI-01',
  title: 'Bootstrap-Write to an unknown object',
  purpose: 'A Client refuses an object that it does not have, and goes on with the bootstrap.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.5' }, { clause: 'Transport 1.1.1 §6.7' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server writes to /42799/0 and discovers.',
    'It writes an account and finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'refuses the Bootstrap-Write to an object that it does not have',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'client', text: 'has no such object afterwards', clause: 'Core 1.1.1 §6.1.7.3' },
    C: {
      judged: 'client',
      text: 'goes on with the bootstrap, and registers',
      clause: 'Core 1.1.1 §6.1.3.3',
    },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const written = bootstrap.writes('/42799/0', {}, { format: 'tlv', payload })
    await client.must('A', written.answered, refused)
    await client.must('B', bootstrap.discovers('/').answered, code('2.05'), noLinks('/42799'))
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('C', client.registers().after(finish.sent).sent)
  },
})
