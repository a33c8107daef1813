import {
  type Check,
  check,
  type Ladder,
  type Moment,
  type Reply,
  replyText,
  type TestCase,
  testCase,
} from '#testcase'
import { heldAlike, type MustByRule, mustByRule, type Rule } from '../rules.ts'
import { waits } from '../waits.ts'

export interface OscoreCase {
  /** `TP/SEC/OSCORE/BI-01`. */
  readonly purposeId: `TP/SEC/${string}`
  readonly title: string
  readonly purpose: string
  readonly steps: readonly string[]
  readonly rules: readonly Rule[]
  readonly body: (stand: Stand) => Promise<void>
}

/** What the body of such a case has: requests that the IUT would grant, and the rules by their place in the list. */
export interface Stand {
  /** A request that is as it should be. */
  granted(what: string): Moment<Reply>
  /** A request whose protection is wrong, and all that comes of it. */
  spoiled(what: string, oscore: Spoil): Moment<readonly Reply[]>
  readonly must: MustByRule
}

type Spoil = NonNullable<NonNullable<Parameters<Ladder['sends']>[2]>['oscore']>

/** As often is each sent: where one in twenty is lost, all but one in ten thousand runs see one arrive. */
export const rounds = 3

/** A purpose on the protection of single requests: rule 0 is A for a Client and B for a Server, and so on. */
export function oscoreCase({ purposeId, title, purpose, steps, rules, body }: OscoreCase): TestCase {
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.1', '1.2'], steps },
    ...heldAlike(rules),
    channel: { only: 'oscore', why: 'it is about OSCORE' },
    // What a Server is asked here is an Update.
    dependsOn: [101, 'int-102 D'],
    impact: 'none',
    async body(scene) {
      const { client, wire, seconds } = scene
      await client.isRegistered()
      const harmless = await wire.harmless()
      await body({
        granted: (what) => wire.sends(what, harmless).responded,
        spoiled: (what, oscore) =>
          wire.sends(what, harmless, { once: true, oscore }).replies(seconds(waits.noReply)),
        must: mustByRule(scene),
      })
    },
  })
}

/** The response says yes, under OSCORE. */
export const grantedUnderOscore: Check<Reply> = check('2.xx under OSCORE', (reply) =>
  reply.code.startsWith('2.') && reply.isProtected
    ? undefined
    : `${replyText(reply)}${reply.isProtected ? '' : ' in the clear'}`,
)

/** Nothing was done: an error, or silence, which RFC 8613 leaves open. */
export const notServed: Check<readonly Reply[]> = check('an error, or nothing', (replies) => {
  const served = replies.find(({ code }) => code !== '0.00' && !/^[45]\./.test(code))
  return served === undefined ? undefined : replyText(served)
})
