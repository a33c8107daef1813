import { handshakeTypes, type Otherwise, type PeerIdentity } from '#dtls'
import type { Clock } from '#net'
import type { Mutant } from '../mutant.ts'
import type { DtlsPeer } from './dtls.ts'
import type { Networked } from './on-datagrams.ts'

type Verify = NonNullable<NonNullable<Otherwise['client']>['verifyPeer']>

/** Milliseconds for which a peer is upset. */
const upsetFor = 30_000

/** For a while after a handshake in which nobody signed for a key it refuses whom it would trust. */
function upset(
  verify: Verify,
  clock: Clock,
  isSignedFirst: boolean,
): NonNullable<Otherwise['client'] & Otherwise['server']> {
  let isUnproven = false
  let until = 0
  let last = ''
  return {
    verifyPeer(peer: PeerIdentity) {
      const refusal = verify(peer)
      const isUpset = clock.now() < until
      // Who is looked at has signed already, or is to sign.
      isUnproven = refusal === undefined && !isSignedFirst && !isUpset
      return refusal ?? (isUpset ? 'bad_certificate' : undefined)
    },
    ladder: {
      message(one) {
        const isHello = one.type === handshakeTypes.clientHello || one.type === handshakeTypes.serverHello
        // A ClientHello that bears a cookie has the random of the one before.
        const random = isHello ? Buffer.from(one.body.subarray(2, 34)).toString('hex') : last
        if (random !== last && isUnproven) until = clock.now() + upsetFor
        isUnproven = (isUnproven || random !== last) && one.type !== handshakeTypes.finished
        last = random
        return [one]
      },
    },
  }
}

/** What such a fault needs of a peer. */
interface Proving<Peer extends Networked> extends Pick<DtlsPeer<Peer>, 'letter' | 'otherwise'> {
  /** How it looks at what the other shows. */
  readonly verify: (peer: Peer) => Verify
  /** Which of its flights is the one that ends with a Finished, from 1 on. */
  readonly lastFlight: number
  /** Whether a peer has signed before it is looked at. */
  readonly isSignedFirst: boolean
  /** What else comes of being upset. */
  readonly comes: Pick<Mutant<Peer>, 'mayTrip' | 'unsettles'>
}

/** Faults in what a handshake ends with, that a Client and a Server can have alike. */
export function proofMutants<Peer extends Networked>({
  letter,
  otherwise,
  verify,
  lastFlight,
  isSignedFirst,
  comes,
}: Proving<Peer>): readonly Mutant<Peer>[] {
  return [
    {
      id: 'dtls-signature-not-verified',
      title: 'What signs for a key is not verified',
      from: 'BUG-243',
      variant: 'over-x509',
      trips: [`TP/SEC/DTLS/KEY/BI-02 ${letter(0)}`],
      inject: (peer) =>
        otherwise(peer, { client: { trusts: ['signatures'] }, server: { trusts: ['signatures'] } }),
    },
    {
      id: 'dtls-signature-upsets',
      title: 'After a key that nobody signs with the next one is refused',
      variant: 'over-x509',
      trips: [`TP/SEC/DTLS/KEY/BI-02 ${letter(1)}`],
      ...comes,
      inject(peer) {
        const how = upset(verify(peer), peer.options.network.clock, isSignedFirst)
        otherwise(peer, { client: how, server: how })
      },
    },
    {
      id: 'dtls-last-flight-once',
      title: 'Its last flight is sent once',
      from: 'BUG-256',
      variant: 'over-psk',
      trips: [`TP/SEC/DTLS/FLIGHT/BV-01 ${letter(0)}`],
      inject(peer) {
        const ladder = {
          datagrams: (all: readonly Uint8Array[], turn?: { flight: number; attempt: number }) =>
            turn?.flight === lastFlight && turn.attempt > 1 ? [] : all,
        }
        otherwise(peer, { client: { ladder }, server: { ladder } })
      },
    },
  ]
}
