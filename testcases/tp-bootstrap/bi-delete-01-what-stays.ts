import { code, links, testCase } from '#testcase'
import { ownAccountHidden, securityInstances } from '../0xx-bootstrap/account.ts'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/DELETE/BI-01',
  title: 'Bootstrap-Delete of what must stay',
  purpose: 'No Bootstrap-Delete takes the Device or the account of the Bootstrap-Server away.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.6' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server deletes /3/0, /3 and the Security instance of its own account, and discovers after each.',
    'It writes an account and finishes.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'keeps its Device when /3 and /3/0 are deleted',
      clause: 'Core 1.1.1 §6.1.7.6',
    },
    B: {
      judged: 'client',
      text: 'keeps the account of the Bootstrap-Server when its Security instance is deleted',
      clause: 'Core 1.1.1 §6.1.7.6',
    },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    for (const path of ['/3/0', '/3']) {
      await bootstrap.deletes(path).answered.happens()
      await client.must('A', bootstrap.discovers('/').answered, code('2.05'), links('/3/0'))
    }
    const { links: listed } = await bootstrap.discovers('/').answered.happens()
    const own = securityInstances(listed).find(
      ({ attributes }) => !attributes.some(({ name }) => name === 'ssid'),
    )
    // Without it there is nothing that could be deleted, and the check says so.
    if (own !== undefined) await bootstrap.deletes(own.target).answered.happens()
    await client.must('B', bootstrap.discovers('/').answered, code('2.05'), ownAccountHidden)
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
