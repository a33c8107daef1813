import type { Mutant } from '../mutant.ts'

type Manner = Pick<Mutant<never>, 'title' | 'lwm2m' | 'transport' | 'channel'>

/** What carries and secures the messages of sound peers, by the ids of the variants. */
const manners = {
  'under-oscore': { title: 'speaks under OSCORE', channel: 'oscore' },
  'under-oscore-1.2': { title: 'speaks under OSCORE, 1.2', lwm2m: '1.2', channel: 'oscore' },
  'over-psk': { title: 'speaks over DTLS with a pre-shared key', channel: 'psk' },
  'over-rpk': { title: 'speaks over DTLS with raw public keys', channel: 'rpk' },
  'over-x509': { title: 'speaks over DTLS with certificates', channel: 'x509' },
  'over-tls-psk': {
    title: 'speaks over TLS with a pre-shared key',
    ...{ transport: 'tcp', channel: 'psk' },
  },
  'over-tls-x509': {
    title: 'speaks over TLS with certificates',
    ...{ transport: 'tcp', channel: 'x509' },
  },
  'over-tcp': { title: 'speaks over TCP', transport: 'tcp' },
  'over-tcp-1.2': { title: 'speaks over TCP, 1.2', lwm2m: '1.2', transport: 'tcp' },
} as const satisfies { readonly [id: string]: Manner }

/** Sound variants of a reference peer that differ in what carries and secures their messages alone. */
export function carried<Peer>(...ids: readonly (keyof typeof manners)[]): readonly Mutant<Peer>[] {
  return ids.map((id) => ({ id, ...manners[id], isNarrow: true, trips: [], inject: () => {} }))
}
