import { type Resumable, suites } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

type Found = Resumable | undefined

/** Sessions that are found otherwise than they are kept. */
class Sessions extends Map<string, Resumable> {
  readonly #find: (kept: Found, id: string) => Found

  constructor(find: (kept: Found, id: string) => Found) {
    super()
    this.#find = find
  }

  override get(id: string): Found {
    return this.#find(super.get(id), id)
  }
}

const finding =
  (find: (kept: Found, id: string) => Found) =>
  (server: ReferenceServer): void => {
    server.otherwise = { server: { ...server.otherwise.server, sessions: new Sessions(find) } }
  }

/** A session of any id. */
const anySession = (id: string): Resumable => ({
  ...{ id: Uint8Array.from(Buffer.from(id, 'hex')), master: new Uint8Array(48), suite: suites[0]!.id },
  ...{ extendedMasterSecret: true, peer: { kind: 'anonymous' } },
})

const variant = 'over-psk-with-ids'

/** Faults of a Server in letting sessions be resumed. */
export const serverSessionMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'dtls-session-spoilt',
    title: 'The secret of a session is kept with one octet wrong',
    variant,
    trips: ['TP/SEC/DTLS/RESUME/BV-01 A'],
    inject: finding((kept) => kept && { ...kept, master: kept.master.with(0, kept.master[0]! ^ 1) }),
  },
  {
    id: 'dtls-session-without-register',
    title: 'Who resumes a session is not registered',
    variant,
    trips: ['TP/SEC/DTLS/RESUME/BV-01 B'],
    unsettles: ['TP/SEC/DTLS/RESUME/BV-02'],
    inject(server) {
      let isResumed = false
      finding((kept) => {
        isResumed = kept !== undefined
        return kept
      })(server)
      instead(
        server,
        'refusal',
        (refusal) =>
          (...asked) =>
            isResumed ? '4.00' : refusal(...asked),
      )
    },
  },
  {
    id: 'dtls-session-of-any-id',
    title: 'Any session id is taken for one that is known',
    variant,
    trips: ['TP/SEC/DTLS/RESUME/BV-02 A'],
    inject: finding((kept, id) => (id === '' ? undefined : (kept ?? anySession(id)))),
  },
  {
    id: 'dtls-session-without-cookie',
    title: 'Who names a session, known or not, is not asked for a cookie',
    from: 'BUG-245',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/RESUME/BV-02 B'],
    inject(server) {
      server.otherwise = { server: { ...server.otherwise.server, sparesCookie: true } }
    },
  },
]
