import { suites } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** The suites spoken here, but those with CCM. */
const withoutCcm = suites.filter(({ bulk }) => bulk !== 'ccm8').map(({ id }) => id)

/** Faults of a Client over DTLS. */
export const securedMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'ccm8-not-offered',
    title: 'With a pre-shared key, suites with CBC and GCM are offered alone',
    variant: 'over-psk',
    trips: ['int-401 A'],
    inject: ({ keys }) => {
      keys.otherwise = { client: { suites: withoutCcm.filter((id) => id !== 0xc02b && id !== 0xc023) } }
    },
  },
  {
    id: 'identity-in-hexadecimal',
    title: 'The PSK identity is given in hexadecimal',
    variant: 'over-psk',
    trips: ['int-401 B'],
    inject: ({ keys }) =>
      instead(keys, 'accountAt', (accountAt) => (peer) => {
        const account = accountAt(peer)
        const identity = new TextEncoder().encode(Buffer.from(account?.identity ?? []).toString('hex'))
        return account && { ...account, identity }
      }),
  },
  {
    id: 'read-refused-over-dtls',
    title: 'Reads over an association are refused',
    variant: 'over-psk',
    trips: ['int-401 F'],
    inject: (client) =>
      instead(
        client,
        'answer',
        (answer) => (request) => (request.method === 'GET' ? { code: '4.01' } : answer(request)),
      ),
  },
]
