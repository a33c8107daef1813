import type { DeviceAccount, Otherwise, Resumable } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'

interface Memory {
  /** What it remembers of a session. */
  readonly remembers?: (left: Resumable) => Resumable
  /** What else it does in a handshake in which it names a session. */
  readonly resuming?: (account: DeviceAccount) => Otherwise['client']
}

/** As often does it name a session, where it hears no more of it. */
const mostNamed = 3

/** Offers connection ids, and names the session of the last handshake in the next ones. */
export const resuming =
  ({ remembers = (left) => left, resuming = () => ({}) }: Memory) =>
  ({ keys, options }: ReferenceClient): void => {
    let last: Resumable | undefined
    let named = 0
    keys.otherwise = {
      get client() {
        const resume = named++ < mostNamed ? last : undefined
        const account = options.dtls?.server
        const remember = (left: Resumable): void => {
          last = remembers(left)
          named = 0
        }
        const offers = { cid: new Uint8Array(), remember }
        return { ...offers, ...(resume && { resume }), ...(resume && account && resuming(account)) }
      },
    }
  }

const variant = 'over-psk-with-ids'

/** Faults of a Client in resuming sessions. */
export const clientSessionMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'dtls-session-spoilt',
    title: 'The secret of a session is remembered with one octet wrong',
    variant,
    trips: ['TP/SEC/DTLS/RESUME/BV-03 A'],
    inject: resuming({
      remembers: (left) => ({ ...left, master: left.master.with(0, left.master[0]! ^ 1) }),
    }),
  },
  {
    id: 'dtls-session-alone',
    title: 'Where it names a session, a whole handshake fails',
    variant,
    trips: ['TP/SEC/DTLS/RESUME/BV-03 B'],
    inject: resuming({
      resuming: ({ identity }) => ({ psk: { identity, key: new Uint8Array() } }),
    }),
  },
]
