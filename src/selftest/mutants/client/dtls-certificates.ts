import { X509Certificate } from 'node:crypto'
import { type DeviceAccount, deviceEnd, type PeerIdentity } from '#dtls'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'

type Ignored = 'issuer' | 'validFrom' | 'validTo'

/** Whether the first certificate is by the CA of an account, valid and for its Server, but for what is ignored. */
function isTrusted(peer: PeerIdentity, account: DeviceAccount, now: number, ignored: Ignored): boolean {
  if (peer.kind !== 'x509') return ignored === 'issuer'
  const shown = new X509Certificate(peer.chain[0]!)
  const ca = new X509Certificate(account.serverPublicKey)
  return (
    (account.sni === undefined || shown.checkHost(account.sni) !== undefined) &&
    (ignored === 'issuer' || shown.verify(ca.publicKey)) &&
    (ignored === 'validFrom' || Date.parse(shown.validFrom) <= now) &&
    (ignored === 'validTo' || Date.parse(shown.validTo) >= now)
  )
}

/** Looks at certificates but for one thing. */
const ignoring =
  (ignored: Ignored) =>
  ({ keys, options }: ReferenceClient): void => {
    const account = options.dtls?.server
    keys.otherwise = {
      client: {
        verifyPeer: (peer) =>
          account !== undefined && isTrusted(peer, account, options.network.clock.now(), ignored)
            ? undefined
            : 'bad_certificate',
      },
    }
  }

/** Refuses the next one that it would trust after one that was refused. */
function upset({ keys, options }: ReferenceClient): void {
  const { clock } = options.network
  const account = options.dtls?.server
  const verify = account && deviceEnd(account, () => clock.now()).verifyPeer
  let isUpset = false
  keys.otherwise = {
    client: {
      verifyPeer(peer) {
        const alert = verify?.(peer)
        const refusal = alert ?? (isUpset ? 'bad_certificate' : undefined)
        isUpset = alert !== undefined
        return refusal
      },
    },
  }
}

/** Faults of a Client in looking at what a Server shows. */
export const certificateMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'expired-certificate-taken',
    title: 'A certificate that has expired is taken',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 A'],
    inject: ignoring('validTo'),
  },
  {
    id: 'early-certificate-taken',
    title: 'A certificate that is not valid yet is taken',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 B'],
    inject: ignoring('validFrom'),
  },
  {
    id: 'any-issuer-taken',
    title: 'Who signed a certificate is not looked at',
    variant: 'over-x509',
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 C', 'TP/SEC/DTLS/KEY/BI-01 A'],
    inject: ignoring('issuer'),
  },
  {
    id: 'refused-certificate-upsets',
    title: 'The first right certificate after one that was refused is refused, too',
    variant: 'over-x509',
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-01 D', 'TP/SEC/DTLS/KEY/BI-01 C'],
    inject: upset,
  },
  {
    id: 'any-raw-key-taken',
    title: 'Any raw public key of a Server is taken',
    variant: 'over-rpk',
    trips: ['TP/SEC/DTLS/KEY/BI-01 A'],
    inject: ignoring('issuer'),
  },
]
