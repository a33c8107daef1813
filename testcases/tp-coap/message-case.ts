import {
  type Check,
  check,
  type Ladder,
  type Reply,
  replyText,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { heldAlike, type MustByRule, mustByRule, type Rule } from '../rules.ts'

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
  readonly must: MustByRule
}

/**
 * How often a message is sent, with a message id and a token of its own each time, that nobody repeats and whose answer
 * nobody owes: where one in twenty is lost, one in ten thousand would lose every message or the answer to it.
 */
export const rounds = 4

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
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.0', '1.1', '1.2'], steps },
    ...heldAlike(rules),
    ...(udpOnly === undefined ? {} : { transport: { only: 'udp', why: udpOnly } }),
    // What a Server is asked here is an Update.
    dependsOn: [101, 'int-102 D'],
    impact: 'none',
    async body(scene) {
      const { client, wire } = scene
      await client.isRegistered()
      await body({
        scene,
        wire,
        harmless: await wire.harmless(),
        must: mustByRule(scene),
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
