import type { AlertName } from './alerts.ts'
import { certificateTypes, ecdsaSha256, type Offers, readOffers, secp256r1 } from './extensions.ts'
import type { ClientHello } from './hellos.ts'
import type { Violation } from './octets.ts'
import { dtls10, dtls12 } from './record.ts'
import type { ServerOptions } from './server.types.ts'
import type { Resumable } from './session.types.ts'
import { type Suite, suiteName, suiteOf, suites } from './suites.ts'

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 §3.3). */
const renegotiationScsv = 0x00ff

/** What a server makes of a ClientHello. */
export interface Choice {
  readonly suite: Suite
  readonly offers: Offers
  readonly extendedMasterSecret: boolean
  readonly encryptThenMac: boolean
  readonly renegotiationInfo: boolean
  /** Certificate types to be told, where the client asked (RFC 7250 §4.2). */
  readonly serverType?: number
  readonly clientType?: number
}

export interface Refusal {
  readonly alert: AlertName
  readonly violation: Violation
}

const typeOf = (kind: 'rpk' | 'x509'): number =>
  kind === 'rpk' ? certificateTypes.rawPublicKey : certificateTypes.x509

/** Settles suite and extensions, the server's preference first, or says why there is nothing to agree on. */
export function choose(hello: ClientHello, options: ServerOptions): Choice | Refusal {
  const refuse = (alert: AlertName, clause: string, text: string): Refusal => ({
    alert,
    violation: { within: 'ClientHello', offset: 0, clause, text },
  })
  // Of DTLS, newer versions have smaller numbers.
  if (hello.version > dtls12) {
    const name = hello.version === dtls10 ? 'DTLS 1.0' : `version 0x${hello.version.toString(16)}`
    return refuse('protocol_version', 'RFC 6347 §4.2.1', `${name}, DTLS 1.2 is the least`)
  }
  const read = readOffers(hello.extensions, 'client')
  if (read.value === undefined) return { alert: 'decode_error', violation: read.violation }
  const offers = read.value
  if ((offers.renegotiationInfo?.length ?? 0) > 0) {
    return refuse('handshake_failure', 'RFC 5746 §3.6', 'renegotiated_connection is not empty')
  }
  const own = options.suites ?? suites.map(({ id }) => id)
  const found = own
    .filter((id) => hello.suites.includes(id))
    .map(suiteOf)
    .find((suite) => suite !== undefined && isServed(suite, offers, options))
  if (found === undefined) {
    const offered = hello.suites.map(suiteName).join(', ')
    return refuse('handshake_failure', 'RFC 5246 §7.4.1.3', `nothing to agree on among ${offered}`)
  }
  const types = found.keyExchange === 'ECDHE_ECDSA' ? certificateTypesFor(offers, options) : {}
  if (types === undefined) {
    return refuse('unsupported_certificate', 'RFC 7250 §4.2', 'no certificate type in common')
  }
  return {
    suite: found,
    offers,
    extendedMasterSecret: offers.extendedMasterSecret === true && options.extendedMasterSecret !== false,
    encryptThenMac:
      offers.encryptThenMac === true && options.encryptThenMac !== false && found.bulk === 'cbc-sha256',
    renegotiationInfo: offers.renegotiationInfo !== undefined || hello.suites.includes(renegotiationScsv),
    ...types,
  }
}

function isServed({ keyExchange }: Suite, offers: Offers, options: ServerOptions): boolean {
  const group = offers.groups?.includes(secp256r1) ?? true
  if (keyExchange === 'PSK') return options.psk !== undefined
  if (keyExchange === 'ECDHE_PSK') return options.psk !== undefined && group
  // Without the extension, a client means SHA-1 (RFC 5246 §7.4.1.4.1), which is not signed with here.
  return (
    options.certificate !== undefined && group && offers.signatureAlgorithms?.includes(ecdsaSha256) === true
  )
}

/** The types to be told; undefined when there is none in common. */
function certificateTypesFor(
  offers: Offers,
  options: ServerOptions,
): { serverType?: number; clientType?: number } | undefined {
  const own = typeOf(options.certificate?.kind ?? 'x509')
  const accepted = options.clientCertificateTypes ?? [own]
  const asks = options.clientCertificate !== 'none'
  const {
    serverCertificateTypes = [certificateTypes.x509],
    clientCertificateTypes = [certificateTypes.x509],
  } = offers
  const clientType = accepted.find((type) => clientCertificateTypes.includes(type))
  if (!serverCertificateTypes.includes(own) || (asks && clientType === undefined)) return undefined
  return {
    ...(offers.serverCertificateTypes !== undefined && { serverType: own }),
    ...(offers.clientCertificateTypes !== undefined && asks && clientType !== undefined && { clientType }),
  }
}

/** Whether a session may go on with this hello (RFC 5246 §7.4.1.2, RFC 6066 §3, RFC 7627 §5.3). */
export function resumes(known: Resumable, hello: ClientHello, choice: Choice): boolean {
  return (
    hello.suites.includes(known.suite) &&
    known.suite === choice.suite.id &&
    known.extendedMasterSecret === choice.extendedMasterSecret &&
    known.serverName === choice.offers.serverName
  )
}
