import {
  type Check,
  check,
  type DtlsLadder,
  type Handshake,
  type Reply,
  replyText,
  type TestCase,
  testCase,
} from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { waits } from '../waits.ts'

export interface RecordCase {
  readonly purposeId: `TP/SEC/DTLS/${string}`
  readonly title: string
  readonly purpose: string
  /** What is done to the record of a request. */
  readonly distortion: NonNullable<Parameters<DtlsLadder['distorts']>[0]>
  /** How often at most it may be answered. */
  readonly served: 0 | 1
  /** First what is not done with such a record, then that the association goes on. */
  readonly rules: readonly [Rule, Rule]
}

/** As often is each sent: where one in twenty is lost, all but one in ten thousand runs see one arrive. */
export const rounds = 3

/** Requests in records that are to be passed over in silence: rule 0 is A for a Client and B for a Server, and so on. */
export function recordCase({ distortion, served, rules, purposeId, title, purpose }: RecordCase): TestCase {
  return testCase<string>({
    ...{ purposeId, title, purpose, area: 'CoAP', editions: ['1.0', '1.1', '1.2'] },
    ...heldAlike(rules),
    transport: { only: 'udp', why: 'it is about DTLS' },
    channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about records of DTLS' },
    // What a Server is asked here is an Update.
    dependsOn: [101, 'int-102 D'],
    impact: 'none',
    steps: [
      'A request is sent in an association.',
      `Another request is sent; its record is ${distortion}.`,
      'One more request is sent, as it should be.',
    ],
    async body(scene) {
      const { client, dtls, wire, seconds, afterwards, cannotJudge } = scene
      const must = mustByRule(scene)
      await client.isRegistered()
      const harmless = await wire.harmless()
      for (let round = 1; round <= rounds; round++) {
        const first = wire.sends('a request', harmless).responded
        if (!(await first.comes())) cannotJudge('a request as it should be is not answered')
        const before = await dtls.handshake(first).happens()
        dtls.distorts(distortion)
        const act = wire.sends(`a request whose record is ${distortion}`, harmless, { once: true })
        await must(0, act.replies(seconds(waits.noReply)), answeredAtMost(served))
        dtls.distorts(undefined)
        const after = await must(1, dtls.handshake(first), lasts)
        // Nothing is to be expected of a Client that has ended its association.
        if (endingAlerts(after).length > 0) return afterwards('the Client is back', () => dtls.returns())
        const next = wire.sends('a request after it', harmless).responded
        await must(1, next, granted)
        await must(1, dtls.handshake(next), sameAs(before))
      }
    },
  })
}

/** A repeated ACK tells that a request was taken twice: a response alone may be repeated of itself. */
function answeredAtMost(times: 0 | 1): Check<readonly Reply[]> {
  const what = times === 0 ? 'no answer' : 'one answer at most'
  return check(what, (replies) => {
    const counted = times === 0 ? replies : replies.filter(({ type }) => type === 'ACK')
    return counted.length <= times ? undefined : counted.map(replyText).join(', ')
  })
}

/** The request was served. */
export const granted: Check<Reply> = check('2.xx', (reply) =>
  reply.code.startsWith('2.') ? undefined : replyText(reply),
)

/** Alerts that end an association: no_renegotiation only says no (RFC 5246 §7.2.2). */
export const endingAlerts = ({ alerts }: Handshake): readonly string[] =>
  alerts.filter((name) => name !== 'no_renegotiation')

/** The association has not been ended. */
export const lasts: Check<Handshake> = check('the association lasts', (handshake) => {
  const ending = endingAlerts(handshake)
  return ending.length === 0 ? undefined : `its alert ${ending.join(', ')}`
})

/** No handshake came between. */
export const sameAs = (before: Handshake): Check<Handshake> =>
  check('in the same association', ({ at }) =>
    at === before.at ? undefined : 'in another, after a handshake',
  )
