import { code, holds, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** Seconds; those of the account that the card holds. */
const lifetime = 43200

export default testCase({
  number: 3,
  title: 'Simple Bootstrap from Smartcard',
  purpose: 'A Client takes the Server account of its smartcard in the place of the one it had.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.3.2' }, { clause: 'Core 1.1.1 §6.1.4' }],
  judges: ['client'],
  selection: { client: ['SMARTCARD'] },
  stimuli: { client: ['insert-card'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'bootstrap',
  steps: [
    'The Client is registered.',
    'It is switched off, given a smartcard with an account of 43200 s, and switched on.',
    'The Server reads the Lifetime, and puts back the one there was; the card is taken out.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers with the account of the smartcard',
      clause: 'Core 1.1.1 §6.1.4',
    },
    B: {
      judged: 'client',
      text: 'answers Read of the Lifetime with 2.05 and that of the smartcard',
      clause: 'Core 1.1.1 §6.1.3.2',
    },
  },
  async body({ client, server, bootstrap }) {
    await client.isRegistered()
    const before = await server.reads(`${await client.serverInstance()}/1`).answered.happens()
    const serverUri = String(bootstrap.account().security['0'])
    await client.takesCard({ serverUri, lifetime, shortServerId: 2 })
    await client.must('A', client.registers({ lifetime }).sent)
    const path = `${await client.serverInstance()}/1`
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: lifetime }))
    const had = before.nodes[0]?.value?.value
    if (typeof had === 'bigint') await server.writes(path, had, { keep: true }).answered.happens()
  },
})
