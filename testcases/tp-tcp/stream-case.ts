import {
  type Check,
  type CriterionDefinition,
  check,
  type Moment,
  type Reply,
  replyText,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'

export interface StreamCase {
  /** `TP/TCP/PING/BV-01`. */
  readonly purposeId: `TP/TCP/${string}`
  readonly title: string
  readonly purpose: string
  readonly steps: readonly string[]
  /** To which Client and Server are held alike. */
  readonly rules: readonly Pick<CriterionDefinition, 'text' | 'clause' | 'level'>[]
  readonly body: (stand: StreamStand) => Promise<void>
}

/** What the body of such a case has beside the scene: the rules by their place in the list. */
export interface StreamStand extends Pick<Scene<string>, 'stream' | 'wire' | 'seconds'> {
  must<T>(rule: number, moment: Moment<T>, ...checks: readonly Check<T>[]): Promise<T>
}

const letters = 'ABCDEFGHIJ'

/** A purpose on TCP connections, for whoever is at the other end: rule 0 is A for a Client and B for a Server, and so on. */
export function streamCase({ purposeId, title, purpose, steps, rules, body }: StreamCase): TestCase {
  const letter = (rule: number, chair: 'client' | 'server'): string =>
    letters[2 * rule + (chair === 'client' ? 0 : 1)]!
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.1', '1.2'], steps },
    reference: [...new Set(rules.map(({ clause }) => clause))].map((clause) => ({ clause })),
    judges: ['client', 'server'],
    transport: { only: 'tcp', why: 'it is about TCP connections' },
    selection: { client: ['TCP'], server: ['TCP'] },
    dependsOn: [101],
    impact: 'none',
    criteria: Object.fromEntries(
      rules.flatMap((rule, index) =>
        (['client', 'server'] as const).map((judged) => [letter(index, judged), { judged, ...rule }]),
      ),
    ),
    async body(scene) {
      const { client, iut, stream, wire, seconds } = scene
      await client.isRegistered()
      const chair = iut.includes('client') ? 'client' : 'server'
      await body({
        ...{ stream, wire, seconds },
        must: (rule, moment, ...checks) => scene[chair].must(letter(rule, chair), moment, ...checks),
      })
    },
  })
}

/** The connection stands, and nothing was said. */
export const unmoved = check<{ readonly open: boolean; readonly said: readonly Reply[] }>(
  'a connection that stands, and nothing said',
  ({ open, said }) => {
    if (!open) return 'the connection ended'
    const [first] = said.filter(({ code }) => code !== '7.01' && !code.startsWith('0.'))
    return first === undefined ? undefined : replyText(first)
  },
)

/** It ended with an Abort. */
export const saidAbort = check<{ readonly abort: Reply | undefined }>('an Abort (7.05)', ({ abort }) =>
  abort === undefined ? 'no Abort' : undefined,
)

/** The response says yes. */
export const granted = check<Reply>('2.xx', (reply) =>
  reply.code.startsWith('2.') ? undefined : replyText(reply),
)
