import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { asksNobody, oscoreMutants } from '../oscore.ts'

const variant = 'under-oscore'

/** Faults of a Server under OSCORE. */
export const serverOscoreMutants: readonly Mutant<ReferenceServer>[] = [
  ...oscoreMutants<ReferenceServer>({
    letter: (rule) => 'BDF'[rule]!,
    keyring: ({ options: { keyring } }) => {
      if (keyring === undefined) throw new Error(`${variant} has a keyring`)
      return keyring
    },
    openUp: (server) => {
      server.servesUnprotected = () => true
    },
  }),
  {
    id: 'asks-nobody-for-freshness',
    title: 'Whoever comes first under a context is served at once',
    variant,
    trips: ['TP/SEC/OSCORE/BV-05 A'],
    inject: ({ options: { keyring } }) => asksNobody(keyring),
  },
  {
    id: 'register-answered-unverifiably',
    title: 'The answer to a Register cannot be verified',
    variant,
    trips: ['int-405 B'],
    inject: (server) => {
      let isMeant = false
      instead(server, 'register', (register) => (request) => {
        isMeant = request.query.includes('lt=405')
        register(request)
        isMeant = false
      })
      server.faultsOf = () =>
        isMeant ? { ciphertext: (octets) => octets.with(0, octets[0]! ^ 1) } : undefined
    },
  },
  {
    id: 'asks-in-the-clear',
    title: 'What it asks is not protected',
    variant,
    trips: ['int-405 C', 'TP/SEC/OSCORE/BV-02 D'],
    inject: ({ options: { keyring } }) => {
      if (keyring !== undefined) keyring.to = () => undefined
    },
  },
]
