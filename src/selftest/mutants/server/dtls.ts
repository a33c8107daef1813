import { handshakeTypes } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { recordMutants } from '../dtls.ts'
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
  ...handshakeMutants,
  ...connectionIdMutants,
  ...serverSessionMutants,
]
