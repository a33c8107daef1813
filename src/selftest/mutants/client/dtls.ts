import { handshakeTypes, type Otherwise, suites } from '#dtls'
import { addressText } from '#net'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { recordMutants } from '../dtls.ts'
import { proofMutants } from '../dtls-proofs.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { idChanged } from '../on-records.ts'
import { alertMutants } from './alerts.ts'
import { cleartextMutants } from './cleartext.ts'
import { certificateMutants, lookingAt, ofUsages, usagePurposes, verdict } from './dtls-certificates.ts'
import { clientSessionMutants } from './dtls-sessions.ts'
import { renewalMutants } from './renewal.ts'
import { restartMutants } from './restarts.ts'

const idsOf = (isWanted: (keyExchange: string) => boolean): number[] =>
  suites.filter(({ keyExchange }) => isWanted(keyExchange)).map(({ id }) => id)
const ofPsk = idsOf((keyExchange) => keyExchange !== 'ECDHE_ECDSA')
const ofCertificates = idsOf((keyExchange) => keyExchange === 'ECDHE_ECDSA')

const connecting =
  (client: NonNullable<Otherwise['client']>) =>
  ({ keys }: ReferenceClient): void => {
    keys.otherwise = { client }
  }

/** Faults of a Client below CoAP, in its associations. */
export const clientDtlsMutants: readonly Mutant<ReferenceClient>[] = [
  ...recordMutants<ReferenceClient>({
    letter: (rule) => 'AC'[rule]!,
    hello: handshakeTypes.clientHello,
    otherwise({ keys }, how) {
      keys.otherwise = how
    },
  }),
  {
    id: 'M57',
    title: 'With a pre-shared key, a Server that shows any certificate is trusted',
    from: 'BUG-242',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-03 A'],
    inject: connecting({ suites: [...ofPsk, ...ofCertificates] }),
  },
  {
    id: 'psk-wiped-by-failure',
    title: 'For a while after a handshake that failed its key for that peer is empty',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/PSK/BI-03 B'],
    unsettles: ['ALERT/BV-01', 'ALERT/BI-01', 'RENEWAL/BV-01'].map((purpose) => `TP/SEC/DTLS/${purpose}`),
    inject(client) {
      const { clock } = client.options.network
      const begun = new Map<string, number>()
      instead(client, 'locationOf', (locationOf) => (response) => {
        begun.clear()
        return locationOf(response)
      })
      instead(client.keys, 'accountAt', (accountAt) => (peer) => {
        const account = accountAt(peer)
        const last = begun.get(addressText(peer))
        if (last !== undefined && clock.now() < last + 400_000)
          return account && { ...account, secretKey: new Uint8Array() }
        begun.set(addressText(peer), clock.now())
        return account
      })
    },
  },
  {
    id: 'dtls-offers-every-mode',
    title: 'With a pre-shared key, suites with certificates are offered, too',
    from: 'BUG-249',
    variant: 'over-psk',
    strict: true,
    trips: ['TP/SEC/DTLS/HELLO/BV-01 A'],
    inject: connecting({ suites: [...ofPsk, ...ofCertificates], verifyPeer: () => 'bad_certificate' }),
  },
  {
    id: 'dtls-offers-null',
    title: 'A suite without encryption is offered',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/HELLO/BV-01 B'],
    inject: connecting({ suites: [...ofPsk, 0x002c] }),
  },
  {
    id: 'dtls-address-as-name',
    title: 'An IP address is sent as server name',
    from: 'BUG-248',
    variant: 'over-psk',
    trips: ['TP/SEC/DTLS/HELLO/BV-01 C'],
    inject: connecting({ serverName: '192.0.2.1' }),
  },
  {
    id: 'dtls-other-server-name',
    title: 'The server name of its account is sent without what stands before its first dot',
    variant: 'over-x509',
    trips: ['TP/SEC/DTLS/HELLO/BV-02 A'],
    inject: connecting({ serverName: 'example.com' }),
  },
  {
    id: 'dtls-id-not-offered',
    title: 'It claims to offer connection ids, and does not',
    variant: 'over-psk-with-ids',
    trips: ['TP/SEC/DTLS/CID/BV-07 A'],
    unsettles: ['TP/SEC/DTLS/CID/BV-02', 'TP/SEC/DTLS/RESUME/BV-03'],
    inject({ keys }) {
      keys.otherwise = {}
    },
  },
  {
    id: 'dtls-id-not-given',
    title: 'Its records carry another connection id than the Server gave',
    variant: 'over-psk-with-ids',
    trips: ['TP/SEC/DTLS/CID/BV-02 A'],
    inject: onDatagrams<ReferenceClient>(() => ({ outgoing: idChanged })),
  },
  ...proofMutants<ReferenceClient>({
    letter: (rule) => 'AC'[rule]!,
    otherwise({ keys }, how) {
      keys.otherwise = how
    },
    verify: (client) => lookingAt(client, verdict),
    // After one ClientHello without a cookie, and one with it.
    ...{ lastFlight: 3, isSignedFirst: true },
    comes: { mayTrip: [...ofUsages('B'), ...ofUsages('C')], unsettles: usagePurposes },
  }),
  ...certificateMutants,
  ...alertMutants,
  ...cleartextMutants,
  ...renewalMutants,
  ...restartMutants,
  ...clientSessionMutants,
]
