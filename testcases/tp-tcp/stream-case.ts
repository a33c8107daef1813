import { check, type Reply, replyText, type Scene, type TestCase, testCase } from '#testcase'
import { heldAlike, type MustByRule, mustByRule, type Rule } from '../rules.ts'

export interface StreamCase {
  /** `TP/TCP/PING/BV-01`. */
  readonly purposeId: `TP/TCP/${string}`
  readonly title: string
  readonly purpose: string
  readonly steps: readonly string[]
  readonly rules: readonly Rule[]
  readonly body: (stand: StreamStand) => Promise<void>
}

/** What the body of such a case has beside the scene: the rules by their place in the list. */
export interface StreamStand extends Pick<Scene<string>, 'stream' | 'wire' | 'seconds'> {
  readonly must: MustByRule
}

/** A purpose on TCP connections, for whoever is at the other end: rule 0 is A for a Client and B for a Server, and so on. */
export function streamCase({ purposeId, title, purpose, steps, rules, body }: StreamCase): TestCase {
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.1', '1.2'], steps },
    ...heldAlike(rules),
    transport: { only: 'tcp', why: 'it is about TCP connections' },
    selection: { client: ['TCP'], server: ['TCP'] },
    dependsOn: [101],
    impact: 'none',
    async body(scene) {
      const { client, stream, wire, seconds } = scene
      await client.isRegistered()
      await body({
        ...{ stream, wire, seconds },
        must: mustByRule(scene),
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
