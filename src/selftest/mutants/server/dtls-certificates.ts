import { X509Certificate } from 'node:crypto'
import { certificateUsages, checkCertificates, serverEnd } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'

/** id-kp-clientAuth (RFC 5280 §4.2.1.12). */
const clientAuth = '1.3.6.1.5.5.7.3.2'

/** Takes certificates of its CA that are refused for what they are for, where their Extended Key Usage is as said. */
const ofAnyPurpose =
  (isMeant: (extended: readonly string[]) => boolean) =>
  (server: ReferenceServer): void => {
    const { accounts = [], network } = server.options
    const { verifyPeer } = serverEnd(accounts)
    const reference = accounts[0]?.authority ?? new Uint8Array()
    const usage = certificateUsages.trustAnchorAssertion
    server.otherwise = {
      server: {
        verifyPeer(peer) {
          const alert = verifyPeer?.(peer)
          const rule = { usage, matching: 0, reference, shower: 'client', now: network.clock.now() } as const
          if (peer.kind !== 'x509' || checkCertificates(peer, rule)?.alert !== 'unsupported_certificate')
            return alert
          return isMeant(new X509Certificate(peer.chain[0]!).keyUsage ?? []) ? undefined : alert
        },
      },
    }
  }

/** Faults of a Server in looking at the certificate of a Client. */
export const certificateMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'server-certificate-taken',
    title: 'A Client may show a certificate that is for servers alone',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-02 B'],
    inject: ofAnyPurpose((extended) => !extended.includes(clientAuth)),
  },
  {
    id: 'silent-key-taken',
    title: 'A key may sign that its certificate does not let sign',
    variant: 'over-x509',
    strict: true,
    trips: ['TP/SEC/DTLS/CERTIFICATE/BI-02 D'],
    inject: ofAnyPurpose((extended) => extended.includes(clientAuth)),
  },
]
