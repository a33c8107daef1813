import { type HandshakeMessage, handshakeTypes, suites } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { ofUsages, usagePurposes } from './dtls-certificates.ts'
import { onceBootstrapped } from './once-bootstrapped.ts'

/** The suites spoken here, but those with CCM. */
const withoutCcm = (credential: 'psk' | 'x509'): number[] =>
  suites
    .filter(
      ({ bulk, keyExchange }) =>
        bulk !== 'ccm8' && (keyExchange === 'ECDHE_ECDSA') === (credential === 'x509'),
    )
    .map(({ id }) => id)

const givesIdentityOtherwise =
  (isMeant: () => boolean) =>
  ({ keys }: ReferenceClient): void =>
    instead(keys, 'accountAt', (accountAt) => (peer) => {
      const account = accountAt(peer)
      const identity = new TextEncoder().encode(Buffer.from(account?.identity ?? []).toString('hex'))
      return account && isMeant() ? { ...account, identity } : account
    })

const hidesCertificate =
  (isMeant: () => boolean) =>
  ({ keys }: ReferenceClient): void => {
    const empty = new Uint8Array(3)
    const message = (made: HandshakeMessage): HandshakeMessage[] => [
      made.type === handshakeTypes.certificate && isMeant() ? { ...made, body: empty } : made,
    ]
    keys.otherwise = { client: { ladder: { message } } }
  }

const refusesReads = (client: ReferenceClient): void =>
  instead(
    client,
    'answer',
    (answer) => (request) => (request.method === 'GET' ? { code: '4.01' } : answer(request)),
  )

const refusesAccounts = ({ bootstrapDevice }: ReferenceClient): void =>
  instead(
    bootstrapDevice,
    'write',
    (write) => (path, request) => (path[0] === 0 ? { code: '4.00' } : write(path, request)),
  )

/** Purposes in which a Client is given an account, beside those on what a certificate is for. */
const givenAccounts = ['ALERT/BV-01', 'ALERT/BI-01', 'RENEWAL/BV-01'].map(
  (purpose) => `TP/SEC/DTLS/${purpose}`,
)

/** Purposes that rest on an association, and more that do. */
const onAssociations = (...more: readonly string[]): readonly string[] =>
  [
    'RECORD/BI-01',
    'RECORD/BI-02',
    'RECORD/BI-03',
    'HELLO/BV-01',
    'HELLO/BV-02',
    'RENEGOTIATION/BI-01',
    'CID/BV-02',
    ...more,
  ].map((purpose) => `TP/SEC/DTLS/${purpose}`)

/** Purposes on firmware that is fetched by what the channel secures. */
const pulls = {
  psk: ['TP/FW/PULL/BV-04', 'TP/FW/PULL/BV-06'],
  x509: ['TP/FW/PULL/BV-08', 'TP/FW/PULL/BI-04', 'TP/FW/PULL/BI-05'],
} as const

/** Faults that a Client can have over DTLS, whatever it shows of itself. */
const common = (
  credential: 'psk' | 'x509',
  accounts: { readonly read: readonly CriterionId[]; readonly given: readonly string[] },
  registering: 'int-401' | 'int-402',
  bootstrapping: 'int-1' | 'int-2',
): readonly Mutant<ReferenceClient>[] => {
  const variant = `over-${credential}`
  const trips = (letter: string, other: string): CriterionId[] => [
    `${registering} ${letter}`,
    `${bootstrapping} ${other}`,
  ]
  return [
    {
      id: `ccm8-not-offered-${credential}`,
      title: 'Suites with CBC and GCM are offered alone',
      variant,
      trips: trips('A', 'C'),
      inject: ({ keys }) => {
        keys.otherwise = { client: { suites: withoutCcm(credential) } }
      },
    },
    {
      id: `read-refused-${credential}`,
      title: 'Reads over an association are refused',
      variant,
      trips: [...trips('F', 'D'), 'TP/SEC/DTLS/RECORD/BI-01 C', 'TP/SEC/DTLS/LOST/BV-02 B', ...accounts.read],
      unsettles: [...pulls[credential], 'TP/SEC/DTLS/LOST/BV-04'],
      inject: refusesReads,
    },
    {
      id: `account-refused-${credential}`,
      title: 'An account with keys is refused',
      variant,
      trips: [`${bootstrapping} A`],
      unsettles: [...accounts.given, ...givenAccounts],
      inject: refusesAccounts,
    },
  ]
}

/** Faults that a Client can have over TLS. */
const overTls = (
  credential: 'psk' | 'x509',
  id: 'int-404' | 'int-406',
): readonly Mutant<ReferenceClient>[] => {
  const variant = `over-tls-${credential}`
  const trips = (letter: string): CriterionId[] => [`${id} ${letter}`]
  return [
    {
      id: `account-refused-tls-${credential}`,
      title: 'An account with keys is refused',
      variant,
      trips: trips('A'),
      inject: refusesAccounts,
    },
    {
      id: `binding-u-tls-${credential}`,
      title: 'The binding of a Register over TCP is U',
      variant,
      trips: trips('B'),
      inject: (client) =>
        instead(client, 'registerFields', (fields) => () => ({ ...fields(), binding: 'U' })),
    },
    {
      id: `lists-security-tls-${credential}`,
      title: 'A Register lists the Security object',
      variant,
      trips: trips('C'),
      inject: (client) => instead(client, 'listedObjects', (listed) => () => [0, ...listed()]),
    },
    {
      id: `read-refused-tls-${credential}`,
      title: 'Reads over TLS are refused',
      variant,
      trips: trips('D'),
      ...(credential === 'x509' && { unsettles: ['TP/FW/PULL/BI-05'] }),
      inject: refusesReads,
    },
  ]
}

/** Faults of a Client over DTLS and TLS. */
export const securedMutants: readonly Mutant<ReferenceClient>[] = [
  ...common('psk', { read: [], given: [] }, 'int-401', 'int-1'),
  ...common('x509', { read: ofUsages('C'), given: usagePurposes }, 'int-402', 'int-2'),
  ...overTls('psk', 'int-406'),
  ...overTls('x509', 'int-404'),
  {
    id: 'identity-in-hexadecimal',
    title: 'The PSK identity is given in hexadecimal',
    variant: 'over-psk',
    trips: ['int-401 B'],
    unsettles: [
      'int-1',
      ...onAssociations(
        'PSK/BI-03',
        'RESUME/BV-03',
        'FLIGHT/BV-01',
        'LOST/BV-02',
        'LOST/BV-03',
        'LOST/BV-04',
      ),
      ...givenAccounts,
      ...pulls.psk,
    ],
    inject: givesIdentityOtherwise(() => true),
  },
  {
    id: 'given-identity-in-hexadecimal',
    title: 'A PSK identity that it was given in bootstrap is given in hexadecimal',
    variant: 'over-psk',
    trips: ['int-1 B', 'TP/SEC/DTLS/RENEWAL/BV-01 A'],
    unsettles: givenAccounts,
    inject: (client) => givesIdentityOtherwise(onceBootstrapped(client))(client),
  },
  {
    id: 'no-certificate-shown',
    title: 'Asked for a certificate, it shows none',
    variant: 'over-x509',
    trips: ['int-402 B'],
    unsettles: [
      'int-2',
      'int-403',
      ...onAssociations(
        'CERTIFICATE/BI-01',
        'CERTIFICATE/BI-02',
        'KEY/BI-01',
        'KEY/BI-02',
        'RESUME/BV-03',
        'LOST/BV-02',
        'LOST/BV-03',
        'FLIGHT/BV-01',
      ),
      ...givenAccounts,
      ...usagePurposes,
      ...pulls.x509,
    ],
    inject: hidesCertificate(() => true),
  },
  {
    id: 'given-certificate-not-shown',
    title: 'Asked for the certificate that it was given in bootstrap, it shows none',
    variant: 'over-x509',
    trips: ['int-2 B', ...ofUsages('B', [4])],
    unsettles: usagePurposes,
    inject: (client) => hidesCertificate(onceBootstrapped(client))(client),
  },
  {
    id: 'any-certificate-taken',
    title: 'The certificate of the Server is not looked at',
    variant: 'over-x509',
    trips: ['int-403 A', 'TP/SEC/DTLS/CERTIFICATE/BI-01 C', 'TP/SEC/DTLS/KEY/BI-01 A', ...ofUsages('A')],
    inject: ({ keys }) => {
      keys.otherwise = { client: { verifyPeer: () => undefined } }
    },
  },
]
