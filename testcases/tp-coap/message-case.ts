import {
  type Check,
  type CriterionDefinition,
  check,
  type Ladder,
  type Moment,
  type Reply,
  replyText,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'

/** One rule, to which Client and Server are held alike. */
export type Rule = Pick<CriterionDefinition, 'text' | 'clause' | 'level'>

export interface MessageCase {
  /** `TP/COAP/MSG/BV-01`. */
  readonly purposeId: `TP/COAP/${string}`
  readonly title: string
  readonly purpose: string
  readonly steps: readonly string[]
  readonly rules: readonly Rule[]
  /** Why it means nothing over TCP. */
  readonly udpOnly?: string
  readonly body: (stand: Stand) => Promise<void>
}

/** What the body of such a case has: the wire, a request that the IUT grants, and the rules by their place in the list. */
export interface Stand {
  readonly scene: Scene<string>
  readonly wire: Ladder
  readonly harmless: Awaited<ReturnType<Ladder['harmless']>>
  must<T>(rule: number, moment: Moment<T>, ...checks: readonly Check<T>[]): Promise<T>
}

/**
 * How often a message is sent, with a message id and a token of its own each time, that nobody repeats and whose answer
 * nobody owes: where one in twenty is lost, one in ten thousand would lose every message or the answer to it.
 */
export const rounds = 4

const letters = 'ABCDEFGHIJ'

/** A purpose on single CoAP messages, for whoever answers them: rule 0 is A for a Client and B for a Server, and so on. */
export function messageCase({
  purposeId,
  title,
  purpose,
  steps,
  rules,
  udpOnly,
  body,
}: MessageCase): TestCase {
  const letter = (rule: number, chair: 'client' | 'server'): string =>
    letters[2 * rule + (chair === 'client' ? 0 : 1)]!
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.0', '1.1', '1.2'], steps },
    reference: [...new Set(rules.map(({ clause }) => clause))].map((clause) => ({ clause })),
    judges: ['client', 'server'],
    ...(udpOnly === undefined ? {} : { transport: { only: 'udp', why: udpOnly } }),
    // What a Server is asked here is an Update.
    dependsOn: [101, 'int-102 D'],
    impact: 'none',
    criteria: Object.fromEntries(
      rules.flatMap((rule, index) =>
        (['client', 'server'] as const).map((judged) => [letter(index, judged), { judged, ...rule }]),
      ),
    ),
    async body(scene) {
      const { client, wire, iut } = scene
      await client.isRegistered()
      const chair = iut.includes('client') ? 'client' : 'server'
      await body({
        scene,
        wire,
        harmless: await wire.harmless(),
        must: (rule, moment, ...checks) => scene[chair].must(letter(rule, chair), moment, ...checks),
      })
    },
  })
}

/** The response says yes. */
export const granted: Check<Reply> = check('2.xx', (reply) =>
  reply.code.startsWith('2.') ? undefined : replyText(reply),
)

/** The response has this code. */
export function refusedWith(code: string): Check<Reply> {
  return check(code, (reply) => (reply.code === code ? undefined : replyText(reply)))
}

/** Nothing came but an RST, if that: the message was rejected or ignored. */
export const rejected: Check<readonly Reply[]> = check('RST, or nothing', (replies) => {
  const answer = replies.find(({ type }) => type !== 'RST')
  return answer === undefined ? undefined : replyText(answer)
})

/** Nothing came. */
export const ignored: Check<readonly Reply[]> = check('nothing', ([reply]) =>
  reply === undefined ? undefined : replyText(reply),
)
