import { accountPaths, code, holds, request, testCase, wellFormed } from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** An access control entry for the Device, as the ETS prints it. */
const entry = { '0': 3, '1': 0, '2/0': 31, '3': 65535 }

export default testCase({
  number: 8,
  title: 'Bootstrap Read',
  purpose: 'A Bootstrap-Server reads back the accounts and the access control of a Client.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.4' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['BOOTSTRAP'] },
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server reads /1; where the Client has Access Control, it writes /2/0 and reads /2.',
    'It sends Bootstrap-Finish.',
  ],
  criteria: {
    A: {
      judged: 'bootstrap',
      text: 'reads /1 by GET without asking for links',
      clause: 'Transport 1.1.1 Table 6.4.2-1',
    },
    B: {
      judged: 'client',
      text: 'answers Bootstrap-Read of /1 with 2.05 and the account it was given',
      clause: 'Core 1.1.1 §6.1.7.4',
    },
    C: {
      judged: 'client',
      text: 'answers the Bootstrap-Write of an access control entry with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    D: {
      judged: 'client',
      text: 'answers Bootstrap-Read of /2 with 2.05 and that entry',
      clause: 'Core 1.1.1 §6.1.7.4',
    },
    E: { judged: 'client', text: 'answers Bootstrap-Finish with 2.04', clause: 'Transport 1.1.1 §6.7' },
    F: {
      judged: 'bootstrap',
      text: 'finishes after it has read',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
  },
  async body({ client, bootstrap, iut, supports }) {
    const hasAccessControl = iut.includes('client') && (await supports('OBJ.2'))
    await bootstrap.isProvisioned({ reads: ['/1'] })
    await client.requestsBootstrap().answered.happens()
    if (iut.includes('bootstrap')) {
      const read = bootstrap.reads('/1')
      await bootstrap.must('A', read.sent, request('GET', '/1'))
      await bootstrap.must('F', bootstrap.finishes().after(read.sent).sent)
      return
    }
    const account = bootstrap.account()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(links, account)
    await bootstrap.writes(security, account.security).answered.happens()
    await bootstrap.writes(server, account.server).answered.happens()
    const given = Object.fromEntries(
      Object.entries(account.server).map(([resource, value]) => [`${server}/${resource}`, value]),
    )
    await client.must('B', bootstrap.reads('/1').answered, code('2.05'), wellFormed, holds(given))
    if (hasAccessControl) {
      await client.must('C', bootstrap.writes('/2/0', entry).answered, code('2.04'))
      const written = { '/2/0/0': 3, '/2/0/1': 0, '/2/0/2/0': 31, '/2/0/3': 65535 }
      await client.must('D', bootstrap.reads('/2').answered, code('2.05'), wellFormed, holds(written))
      await bootstrap.deletes('/2/0').answered.happens()
    } else
      for (const letter of ['C', 'D'] as const)
        client.notApplicable(letter, 'the Client has no Access Control')
    await client.must('E', bootstrap.finishes().answered, code('2.04'))
    await client.registers().sent.happens()
  },
})
