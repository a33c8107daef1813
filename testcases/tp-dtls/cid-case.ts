import { type Check, check, type Reply, replyText } from '#testcase'
import { aboutHandshakes } from './handshake-case.ts'

/** What every purpose on connection ids says of itself. */
export const aboutConnectionIds = {
  ...aboutHandshakes,
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about connection ids of DTLS' },
  // What a Server is asked here is an Update.
  dependsOn: [101, 'int-102 D'],
} as const

/** Why nothing is judged of a Server without them: they are an option (RFC 9146 §3). */
export const takenUp = 'the Server does not take up the connection id'

/** One answer at least, and a good one. */
export const isServed: Check<readonly Reply[]> = check('2.xx', (replies) => {
  if (replies.some(({ code }) => code.startsWith('2.'))) return undefined
  return replies.length === 0 ? 'no answer' : replies.map(replyText).join(', ')
})
