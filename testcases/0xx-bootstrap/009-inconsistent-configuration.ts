import { accountPaths, code, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  number: 9,
  title: 'Bootstrap and Configuration Consistency',
  purpose: 'A Client refuses to finish with an incomplete account.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.2' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server deletes /0 and /1, writes only 86400 to /1/0/5, and sends Finish.',
    'It repairs the account and sends Finish again.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Bootstrap-Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'answers Bootstrap-Finish with 4.06 while the account is incomplete',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
    C: {
      judged: 'client',
      text: 'answers Bootstrap-Finish with 2.04 once the account is whole',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const account = bootstrap.account()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(links, account)
    for (const object of ['/0', '/1']) await bootstrap.deletes(object).answered.happens()
    await client.must('A', bootstrap.writes(`${server}/5`, 86400).answered, code('2.04'))
    const refusal = await client.must('B', bootstrap.finishes().answered, code('4.06'))
    const finish = (await isRepaired()) ? bootstrap.finishes() : undefined
    const hasLeft = finish === undefined || !(await finish.answered.comes())
    if (hasLeft && refusal.code === '4.06') {
      client.notApplicable('C', 'it left the bootstrap with its 4.06, which nothing forbids')
      return
    }
    await client.must('C', (finish ?? bootstrap.finishes()).answered, code('2.04'))
    await client.registers().sent.happens()

    /** Whether it still takes the account; one that has left may answer for a moment, and then no more. */
    async function isRepaired(): Promise<boolean> {
      for (const [path, content] of [
        [security, account.security],
        [server, account.server],
      ] as const) {
        const { answered } = bootstrap.writes(path, content)
        if (!(await answered.comes()) || (await answered.happens()).code !== '2.04') return false
      }
      return true
    }
  },
})
