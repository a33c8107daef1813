import { X509Certificate } from 'node:crypto'
import { certificateUsages, type DeviceAccount, deviceEnd, type PeerIdentity } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

const oneYearAndAHalf = 1.5 * 365 * 24 * 60 * 60 * 1000

/** id-kp-serverAuth (RFC 5280 §4.2.1.12). */
const serverAuth = '1.3.6.1.5.5.7.3.1'

type Alert = ReturnType<NonNullable<ReturnType<typeof deviceEnd>['verifyPeer']>>

type Look = (account: DeviceAccount, peer: PeerIdentity, now: number) => Alert

/** What a look at a peer says by the account that a Client has now. */
export const lookingAt =
  ({ account, options }: ReferenceClient, look: Look) =>
  (peer: PeerIdentity): Alert => {
    const held = account.securityOf(account.uri ?? account.bootstrapUri ?? '')
    return held === undefined ? 'bad_certificate' : look(held, peer, options.network.clock.now())
  }

/** Looks otherwise at what its Server shows, by the account that it has now. */
const looking =
  (look: Look) =>
  (client: ReferenceClient): void => {
    client.keys.otherwise = { client: { verifyPeer: lookingAt(client, look) } }
  }

/** As it should be. */
export const verdict = (account: DeviceAccount, peer: PeerIdentity, now: number): Alert =>
  deviceEnd(account, () => now).verifyPeer?.(peer)

/** Takes whatever is shown for what it was given. */
function ofAnyIssuer(account: DeviceAccount, peer: PeerIdentity, now: number): Alert {
  if (peer.kind !== 'x509') return undefined
  const certificateUsage = certificateUsages.domainIssuedCertificate
  return verdict(
    { ...account, certificateUsage, matchingType: 0, serverPublicKey: peer.chain[0]! },
    peer,
    now,
  )
}

/** Takes what its CA signed where it is valid at another time, if it is not now. */
const lateOrEarly =
  (wrong: number) =>
  (account: DeviceAccount, peer: PeerIdentity, now: number): Alert => {
    const alert = verdict(account, peer, now)
    return alert === 'certificate_expired' ? ofAnyIssuer(account, peer, now + wrong) : alert
  }

const extendedKeyUsageOf = (peer: PeerIdentity): readonly string[] =>
  peer.kind === 'x509' ? (new X509Certificate(peer.chain[0]!).keyUsage ?? []) : []

/** Takes what is refused for its purpose alone: of another Extended Key Usage, or of none but its Key Usage. */
const ofAnyPurpose =
  (isMeant: (extended: readonly string[]) => boolean): Look =>
  (account, peer, now) => {
    const alert = verdict(account, peer, now)
    return alert === 'unsupported_certificate' && isMeant(extendedKeyUsageOf(peer)) ? undefined : alert
  }

/** What the CA that it trusts signed is good enough, whatever it was given. */
function byTrustStore(account: DeviceAccount, peer: PeerIdentity, now: number): Alert {
  const certificateUsage = certificateUsages.trustAnchorAssertion
  const { authority = account.serverPublicKey } = account
  return verdict({ ...account, certificateUsage, matchingType: 0, serverPublicKey: authority }, peer, now)
}

/** Refuses the next one that it would trust after one that was refused. */
function upset(): Look {
  let isUpset = false
  return (account, peer, now) => {
    const alert = verdict(account, peer, now)
    const refusal = alert ?? (isUpset ? 'bad_certificate' : undefined)
    isUpset = alert !== undefined
    return refusal
  }
}

const usages = [1, 2, 3, 4, 5, 6, 7]
/** The purposes on usages and digests. */
export const usagePurposes = usages.map((number) => `TP/SEC/DTLS/USAGE/BV-0${number}`)
/** Criteria of them. */
export const ofUsages = (letter: string, which: readonly number[] = usages): CriterionId[] =>
  which.map((number): CriterionId => `TP/SEC/DTLS/USAGE/BV-0${number} ${letter}`)

/** Faults of a Client in looking at what a Server shows. */
export const certificateMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'expired-certificate-taken',
    title: 'A certificate that has expired is taken',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 A'],
    inject: looking(lateOrEarly(-oneYearAndAHalf)),
  },
  {
    id: 'early-certificate-taken',
    title: 'A certificate that is not valid yet is taken',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 B'],
    inject: looking(lateOrEarly(oneYearAndAHalf)),
  },
  {
    id: 'any-issuer-taken',
    title: 'Who signed a certificate is not looked at',
    variant: 'over-x509',
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 C', 'TP/SEC/DTLS/KEY/BI-01 A', ...ofUsages('A')],
    inject: looking(ofAnyIssuer),
  },
  {
    id: 'client-certificate-taken',
    title: 'A Server may show a certificate that is for clients alone',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-02 A'],
    inject: looking(ofAnyPurpose((extended) => !extended.includes(serverAuth))),
  },
  {
    id: 'silent-key-taken',
    title: 'A key may sign that its certificate does not let sign',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-02 C'],
    inject: looking(ofAnyPurpose((extended) => extended.includes(serverAuth))),
  },
  {
    id: 'refused-certificate-upsets',
    title: 'The first right certificate after one that was refused is refused, too',
    variant: 'over-x509',
    trips: [
      'TP/SEC/DTLS/CERTIFICATE/BI-01 D',
      'TP/SEC/DTLS/CERTIFICATE/BI-02 E',
      'TP/SEC/DTLS/KEY/BI-01 C',
      ...ofUsages('B'),
    ],
    inject: (client) => looking(upset())(client),
  },
  {
    id: 'trust-store-suffices',
    title: 'What a trusted CA signed is taken, whatever the account says',
    from: 'BUG-252',
    variant: 'over-x509',
    trips: ofUsages('A', [2, 4, 5, 6, 7]),
    inject: looking(byTrustStore),
  },
  {
    id: 'server-known-by-usage-unknown',
    title: 'A Server that it knows by a stated usage is answered 5.00',
    from: 'BUG-251',
    variant: 'over-x509',
    trips: ofUsages('C'),
    inject: (client) =>
      instead(
        client,
        'answer',
        (answer) => (request) =>
          request.method === 'GET' &&
          client.account.securityOf(client.account.uri ?? '')?.matchingType !== undefined
            ? { code: '5.00' }
            : answer(request),
      ),
  },
  {
    id: 'any-raw-key-taken',
    title: 'Any raw public key of a Server is taken',
    variant: 'over-rpk',
    trips: ['TP/SEC/DTLS/KEY/BI-01 A'],
    inject: looking(ofAnyIssuer),
  },
]
