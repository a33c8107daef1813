import { suites } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'

/** The suites spoken here, but those with CCM. */
const withoutCcm = suites.filter(({ bulk }) => bulk !== 'ccm8').map(({ id }) => id)

/** Faults of a Server over DTLS. */
export const securedMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'ccm8-not-taken',
    title: 'Suites with CCM are not spoken',
    variant: 'over-psk',
    trips: ['int-401 C'],
    inject: (server) => {
      server.otherwise = { server: { suites: withoutCcm } }
    },
  },
  {
    id: 'register-refused-over-dtls',
    title: 'Who registers over an association is turned away',
    variant: 'over-psk',
    trips: ['int-401 D', 'int-401 E'],
    inject: (server) => {
      server.refusal = () => '4.00'
    },
  },
  {
    id: 'never-asks-over-dtls',
    title: 'Nothing is asked over an association',
    variant: 'over-psk',
    trips: ['int-401 E'],
    inject: (server) => {
      server.read = async () => undefined
    },
  },
]
