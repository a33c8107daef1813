import { type Answer, type Check, check, code, type TestCase, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export interface NameCase {
  readonly purposeId: `TP/SEC/${string}`
  readonly title: string
  readonly purpose: string
  readonly editions: TestCase['editions']
  readonly channel: NonNullable<TestCase['channel']>
  /** What tells who a Client is: `PSK identity, raw public key or certificate`. */
  readonly identity: string
  readonly clause: string
}

/** A name that a Client under this identity does not have. */
const otherName = 'lwm2m-conformance-other'

const refused: Check<Answer> = check('an error', ({ code }) => (/^[45]\./.test(code) ? undefined : code))

/** A purpose on Clients that go by another endpoint name than that of their identity. */
export function nameCase({ identity, clause, ...facts }: NameCase): TestCase {
  return testCase({
    ...facts,
    area: 'Registration',
    reference: [{ clause }],
    judges: ['server', 'bootstrap'],
    stimuli: { bootstrap: ['provision'] },
    dependsOn: [101, 0],
    configuration: C1,
    impact: 'none',
    steps: [
      `The Client registers, and sends a Bootstrap-Request, under another endpoint name than its ${identity} stands for.`,
      'It does so under its own name, and registers without any.',
    ],
    criteria: {
      A: {
        judged: 'server',
        text: `does not register a Client under a name that its ${identity} does not stand for`,
        clause,
      },
      B: { judged: 'server', text: 'answers such a Register with 4.00', clause },
      C: { judged: 'server', text: 'registers the Client under its own name afterwards', clause },
      D: {
        judged: 'server',
        text: `takes a Register without a name by the ${identity}`,
        clause: 'Core 1.1.1 §6.2.1',
        unverified: 'the version with this wording was not read',
        since: '1.1',
        level: 'SHOULD',
      },
      E: {
        judged: 'bootstrap',
        text: `does not serve a Client under a name that its ${identity} does not stand for, though it knows that name`,
        clause,
      },
      F: { judged: 'bootstrap', text: 'answers such a Bootstrap-Request with 4.00', clause },
      G: { judged: 'bootstrap', text: 'serves the Client under its own name afterwards', clause },
    },
    async body({ client, server, bootstrap, iut, lwm2m }) {
      if (iut.includes('server')) {
        await client.isRegistered()
        const other = client.registers({}, { endpoint: otherName }).answered
        const { code: answered, location } = await server.must('A', other, refused)
        await server.must('B', other, code('4.00'))
        if (answered === '2.01') await client.deregisters(location).answered.comes()
        await server.must('C', client.registers().answered, code('2.01'))
        if (lwm2m !== '1.0')
          await server.must('D', client.registers({}, { without: ['ep'] }).answered, code('2.01'))
      }
      if (iut.includes('bootstrap')) {
        await bootstrap.isProvisioned()
        await bootstrap.finishes().after(client.requestsBootstrap().sent).sent.comes()
        await bootstrap.isProvisioned({ endpoint: otherName })
        const other = client.requestsBootstrap({ endpoint: otherName })
        const { code: answered } = await bootstrap.must('E', other.answered, refused)
        await bootstrap.must('F', other.answered, code('4.00'))
        if (answered === '2.04') await bootstrap.finishes().after(other.sent).sent.comes()
        const own = client.requestsBootstrap()
        await bootstrap.must('G', own.answered, code('2.04'))
        await bootstrap.finishes().after(own.sent).sent.comes()
      }
    },
  })
}
