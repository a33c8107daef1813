import { handshakeTypes, suites } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** The suites spoken here, but those with CCM. */
const withoutCcm = (credential: 'psk' | 'x509'): number[] =>
  suites
    .filter(
      ({ bulk, keyExchange }) =>
        bulk !== 'ccm8' && (keyExchange === 'ECDHE_ECDSA') === (credential === 'x509'),
    )
    .map(({ id }) => id)

/** Faults that a Client can have over DTLS, whatever it shows of itself. */
const common = (
  credential: 'psk' | 'x509',
  id: 'int-401' | 'int-402',
): readonly Mutant<ReferenceClient>[] => {
  const variant = `over-${credential}`
  const trips = (letter: string): CriterionId[] => [`${id} ${letter}`]
  return [
    {
      id: `ccm8-not-offered-${credential}`,
      title: 'Suites with CBC and GCM are offered alone',
      variant,
      trips: trips('A'),
      inject: ({ keys }) => {
        keys.otherwise = { client: { suites: withoutCcm(credential) } }
      },
    },
    {
      id: `read-refused-${credential}`,
      title: 'Reads over an association are refused',
      variant,
      trips: trips('F'),
      inject: (client) =>
        instead(
          client,
          'answer',
          (answer) => (request) => (request.method === 'GET' ? { code: '4.01' } : answer(request)),
        ),
    },
  ]
}

/** Faults of a Client over DTLS. */
export const securedMutants: readonly Mutant<ReferenceClient>[] = [
  ...common('psk', 'int-401'),
  ...common('x509', 'int-402'),
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
    id: 'no-certificate-shown',
    title: 'Asked for a certificate, it shows none',
    variant: 'over-x509',
    trips: ['int-402 B'],
    inject: ({ keys }) => {
      keys.otherwise = {
        client: {
          ladder: {
            message: (message) => [
              message.type === handshakeTypes.certificate ? { ...message, body: new Uint8Array(3) } : message,
            ],
          },
        },
      }
    },
  },
  {
    id: 'any-certificate-taken',
    title: 'The certificate of the Server is not looked at',
    variant: 'over-x509',
    trips: ['int-403 A'],
    inject: ({ keys }) => {
      keys.otherwise = { client: { verifyPeer: () => undefined } }
    },
  },
]
