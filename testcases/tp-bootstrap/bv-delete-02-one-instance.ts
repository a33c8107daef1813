import { code, links, noLinks, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/DELETE/BV-02',
  title: 'Bootstrap-Delete of one instance',
  purpose: 'Bootstrap-Delete of an instance takes that instance and nothing else.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.6' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server deletes the Server instance of the account, and discovers.',
    'It writes the account again and finishes; the Client registers.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers Bootstrap-Delete of it with 2.02', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'has that instance no more', clause: 'Core 1.1.1 §6.1.7.6' },
    C: { judged: 'client', text: 'keeps every other instance', clause: 'Core 1.1.1 §6.1.7.6' },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const { server: named } = await provide(bootstrap)
    const { links: before } = await bootstrap.discovers('/').answered.happens()
    const others = before
      .map(({ target }) => target)
      .filter((target) => /^\/\d+\/\d+$/.test(target) && target !== named)
    await client.must('A', bootstrap.deletes(named).answered, code('2.02'))
    const discovered = bootstrap.discovers('/')
    await client.must('B', discovered.answered, code('2.05'), noLinks(named))
    await client.must('C', discovered.answered, links(...others))
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
