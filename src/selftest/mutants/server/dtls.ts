import { handshakeTypes, serverEnd } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { recordMutants } from '../dtls.ts'
import { proofMutants } from '../dtls-proofs.ts'
import { addressMutants } from './dtls-addresses.ts'
import { certificateMutants } from './dtls-certificates.ts'
import { handshakeMutants } from './dtls-handshakes.ts'
import { connectionIdMutants } from './dtls-ids.ts'
import { serverSessionMutants } from './dtls-sessions.ts'

/** Faults of a Server below CoAP, in its associations. */
export const serverDtlsMutants: readonly Mutant<ReferenceServer>[] = [
  ...recordMutants<ReferenceServer>({
    letter: (rule) => 'BD'[rule]!,
    hello: handshakeTypes.serverHello,
    otherwise(server, how) {
      server.otherwise = how
    },
  }),
  ...proofMutants<ReferenceServer>({
    letter: (rule) => 'BD'[rule]!,
    otherwise(server, how) {
      server.otherwise = how
    },
    verify: ({ options }) => {
      const { verifyPeer } = serverEnd(options.accounts ?? [])
      return (peer) => verifyPeer?.(peer)
    },
    ...{ lastFlight: 2, isSignedFirst: false },
    comes: { mayTrip: ['TP/SEC/DTLS/FINISHED/BI-01 B'] },
  }),
  ...addressMutants,
  ...certificateMutants,
  ...handshakeMutants,
  ...connectionIdMutants,
  ...serverSessionMutants,
]
