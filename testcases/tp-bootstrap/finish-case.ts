import { accountPaths, code, type TestCase, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

export interface HalfAccount {
  readonly purposeId: `TP/${string}`
  /** The half that is written. */
  readonly half: 'security' | 'server'
  readonly title: string
}

/** A Finish with half an account: to be refused until the other half is there. */
export function finishCase({ purposeId, half, title }: HalfAccount): TestCase {
  const other = half === 'security' ? 'server' : 'security'
  return testCase({
    purposeId,
    title,
    purpose: `A Client reports a configuration in which the ${other} half of an account is missing.`,
    area: 'Bootstrap',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.1.6' }],
    judges: ['client'],
    selection: { client: ['BOOTSTRAP'] },
    dependsOn: [0, 4],
    configuration: C13,
    impact: 'bootstrap',
    steps: [
      'The Client sends a Bootstrap-Request.',
      `The Bootstrap-Server deletes /0 and /1, writes the ${half} half of an account, and sends Finish.`,
      'It writes the other half and sends Finish again.',
    ],
    criteria: {
      A: {
        judged: 'client',
        text: `answers Bootstrap-Finish with 4.06 while the ${other} half is missing`,
        clause: 'Core 1.1.1 §6.1.6',
      },
      B: {
        judged: 'client',
        text: 'answers Bootstrap-Finish with 2.04 once the account is whole',
        clause: 'Core 1.1.1 §6.1.6',
      },
    },
    async body({ client, bootstrap }) {
      await client.requestsBootstrap().answered.happens()
      const account = bootstrap.account()
      const { links } = await bootstrap.discovers('/').answered.happens()
      const paths = accountPaths(links, account)
      for (const object of ['/0', '/1']) await bootstrap.deletes(object).answered.happens()
      await bootstrap.writes(paths[half], account[half]).answered.happens()
      await client.must('A', bootstrap.finishes().answered, code('4.06'))
      const repair = bootstrap.writes(paths[other], account[other])
      if (!(await repair.answered.comes())) {
        client.notApplicable('B', 'it left the bootstrap with its 4.06, which nothing forbids')
        return
      }
      const finish = bootstrap.finishes()
      await client.must('B', finish.answered, code('2.04'))
      await client.registers().after(finish.sent).sent.happens()
    },
  })
}
