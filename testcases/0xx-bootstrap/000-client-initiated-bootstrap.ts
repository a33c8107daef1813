import { accountPaths, code, linkAttributes, links, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'
import { enablerVersion, endpointStated, linksOf, ownAccountHidden } from './account.ts'

export default testCase({
  number: 0,
  title: 'Client Initiated Bootstrap',
  purpose: 'A Client asks its Bootstrap-Server for a Server account and takes it.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause: 'Core 1.1.1 §6.1.7' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['BOOTSTRAP'] },
  stimuli: { bootstrap: ['provision'] },
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request to /bs.',
    'The Bootstrap-Server discovers, to find an instance that is not its own account, and writes /0 and /1.',
    'It discovers again.',
    'It sends Bootstrap-Finish.',
  ],
  criteria: {
    A: { judged: 'client', text: 'sends POST /bs with its endpoint name', clause: 'Core 1.1.1 §6.1.7.1' },
    B: {
      judged: 'bootstrap',
      text: 'answers the Bootstrap-Request with 2.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: { judged: 'client', text: 'answers each Bootstrap-Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: {
      judged: 'bootstrap',
      text: 'writes a whole Security instance for the Server',
      clause: 'Core 1.1.1 Appendix E.1',
    },
    E: { judged: 'bootstrap', text: 'writes a whole Server instance', clause: 'Core 1.1.1 Appendix E.2' },
    F: {
      judged: 'client',
      text: 'answers Bootstrap-Discover with 2.05 in link-format, enabler version first',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    G: {
      judged: 'client',
      text: 'lists the written account with its Short Server ID, and its Device',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    H: {
      judged: 'client',
      text: 'shows no Short Server ID for the Bootstrap-Server account',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    I: {
      judged: 'bootstrap',
      text: 'sends Bootstrap-Finish after the account',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
    J: { judged: 'client', text: 'answers Bootstrap-Finish with 2.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body({ client, bootstrap, iut, lwm2m }) {
    await bootstrap.isProvisioned()
    const asked = client.requestsBootstrap()
    await client.must('A', asked.sent, endpointStated)
    await bootstrap.must('B', asked.answered, code('2.04'))
    const account = bootstrap.account()
    if (iut.includes('bootstrap')) {
      await bootstrap.must('D', bootstrap.writes('/0', account.security).sent)
      const server = bootstrap.writes('/1', account.server)
      await bootstrap.must('E', server.sent)
      await bootstrap.must('I', bootstrap.finishes().after(server.sent).sent)
      return
    }
    const { links: before } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(before, account)
    await client.must('C', bootstrap.writes(security, account.security).answered, code('2.04'))
    await client.must('C', bootstrap.writes(server, account.server).answered, code('2.04'))
    const discovered = bootstrap.discovers('/')
    await client.must('F', discovered.answered, code('2.05'), linksOf, enablerVersion(lwm2m))
    await client.must(
      'G',
      discovered.answered,
      links('/3/0'),
      linkAttributes(security, { ssid: 1 }),
      linkAttributes(server, { ssid: 1 }),
    )
    await client.must('H', discovered.answered, ownAccountHidden)
    await client.must('J', bootstrap.finishes().answered, code('2.04'))
    await client.registers().sent.happens()
  },
})
