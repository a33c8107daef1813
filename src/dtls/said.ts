import { certificateTypes, readOffers } from './extensions.ts'
import { type HandshakeMessage, handshakeTypes } from './handshake.ts'
import { decodeClientHello, decodeServerHello } from './hellos.ts'
import { decodeCertificate, decodeClientKeyExchange } from './key-messages.ts'
import { credentialOf, isForbidden } from './suite-families.ts'
import { suiteName } from './suites.ts'

/** What a ClientHello offers. */
export interface Offered {
  /** As the wire has it: 0xFEFD is DTLS 1.2. */
  readonly version: number
  /** Names, or numbers in hexadecimal where they have none here. */
  readonly suites: readonly string[]
  /** Those among them that prove a side by another credential than the mode has, by the mode. */
  readonly foreign: { readonly psk: readonly string[]; readonly certificate: readonly string[] }
  /** Those among them that must not be negotiated (RFC 7525 §4.1). */
  readonly forbidden: readonly string[]
  /** The host name that is asked for (RFC 6066 §3). */
  readonly serverName: string | undefined
  /** Whether a session is to be gone on with (RFC 5246 §7.4.1.2). */
  readonly resumes: boolean
  /** Whether connection ids are offered (RFC 9146 §3). */
  readonly connectionIds: boolean
  /** Numbers of its extensions, as they stand. */
  readonly extensions: readonly number[]
}

/** What the last ClientHello among the messages of one side offers; undefined where there is no legible one. Never throws. */
export function offeredIn(messages: readonly HandshakeMessage[]): Offered | undefined {
  const hello = messages.findLast(({ type }) => type === handshakeTypes.clientHello)
  const read = hello && decodeClientHello(hello.body).value
  if (read === undefined) return undefined
  const offers = readOffers(read.extensions, 'client').value
  return {
    version: read.version,
    suites: read.suites.map(suiteName),
    foreign: { psk: ofCredential(read.suites, 'certificate'), certificate: ofCredential(read.suites, 'psk') },
    forbidden: read.suites.filter(isForbidden).map(suiteName),
    serverName: offers?.serverName,
    resumes: read.sessionId.length > 0,
    connectionIds: offers?.connectionId !== undefined,
    extensions: read.extensions.map(({ type }) => type),
  }
}

function ofCredential(suites: readonly number[], credential: 'psk' | 'certificate'): readonly string[] {
  return suites.filter((suite) => credentialOf(suite) === credential).map(suiteName)
}

/** The PSK identity that a client gives (RFC 4279 §2); undefined where it gives none. Never throws. */
export function pskIdentityIn(messages: readonly HandshakeMessage[]): Uint8Array | undefined {
  const exchange = messages.find(({ type }) => type === handshakeTypes.clientKeyExchange)
  if (exchange === undefined) return undefined
  const read = (keyExchange: 'PSK' | 'ECDHE_PSK') => decodeClientKeyExchange(exchange.body, keyExchange).value
  return (read('PSK') ?? read('ECDHE_PSK'))?.identity
}

/** The certificate, or the raw public key, that one side shows; undefined where it shows none. Never throws. */
export function certificateIn(messages: readonly HandshakeMessage[]): Uint8Array | undefined {
  const shown = messages.find(({ type }) => type === handshakeTypes.certificate)
  if (shown === undefined) return undefined
  const read = (type: number) => decodeCertificate(shown.body, type).value
  const found = read(certificateTypes.x509) ?? read(certificateTypes.rawPublicKey)
  return found?.kind === 'rpk' ? found.publicKey : found?.chain[0]
}

/** The name of the suite that a server chose; undefined where there is no legible ServerHello. Never throws. */
export function suiteIn(messages: readonly HandshakeMessage[]): string | undefined {
  const hello = messages.find(({ type }) => type === handshakeTypes.serverHello)
  const read = hello && decodeServerHello(hello.body).value
  return read && suiteName(read.suite)
}
