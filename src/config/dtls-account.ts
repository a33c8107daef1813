import { readJsonFile } from '../json-file.ts'
import { schemaCheck } from '../json-schema.ts'
import { UserError } from '../user-error.ts'

/** An account with DTLS as a client's Security object holds it, and what its server needs beside. */
export interface DtlsAccount {
  readonly mode: 'psk' | 'rpk' | 'x509'
  readonly identity: Uint8Array
  readonly serverPublicKey: Uint8Array
  readonly secretKey: Uint8Array
  readonly matchingType?: number
  readonly sni?: string
  readonly certificateUsage?: number
  readonly authority?: Uint8Array
  readonly serverSecretKey?: Uint8Array
  readonly serverCertificates?: readonly Uint8Array[]
  readonly otherCertificates?: readonly Uint8Array[]
  readonly faultyCertificates?: { readonly [flaw in Flaw]?: readonly Uint8Array[] }
  readonly faultyIdentities?: { readonly [flaw in PurposeFlaw]?: readonly Uint8Array[] }
}

const purposeFlaws = ['otherSide', 'noSigning'] as const
type PurposeFlaw = (typeof purposeFlaws)[number]
const flaws = ['wrongName', 'expired', 'notYetValid', 'selfSigned', ...purposeFlaws] as const
type Flaw = (typeof flaws)[number]

/** The accounts of one client. */
export interface DtlsAccounts {
  readonly server: DtlsAccount
  readonly bootstrap: DtlsAccount
}

interface Written {
  readonly identity: string
  readonly secretKey: string
  readonly serverPublicKey?: string
  readonly authority?: string
  readonly serverSecretKey?: string
  readonly serverCertificates?: readonly string[]
  readonly otherCertificates?: readonly string[]
  readonly faultyCertificates?: { readonly [flaw in Flaw]?: readonly string[] }
  readonly faultyIdentities?: { readonly [flaw in PurposeFlaw]?: readonly string[] }
  readonly matchingType?: number
  readonly sni?: string
  readonly certificateUsage?: number
}

/** Reads the file of `--account`. @throws UserError naming file, place and mend */
export function loadDtlsAccounts(file: string): DtlsAccounts {
  const check = schemaCheck('src/config/dtls-account.schema.json')
  const { value } = readJsonFile(file, 'account', check)
  const { mode, bootstrap, ...server } = value as Written & {
    readonly mode: DtlsAccount['mode']
    readonly bootstrap?: Written
  }
  const atServer = accountOf(mode, server, (member) => `${file}: the account at /${member}`)
  if (bootstrap === undefined) return { server: atServer, bootstrap: atServer }
  const place = (member: string): string => `${file}: the account at /bootstrap/${member}`
  return { server: atServer, bootstrap: accountOf(mode, bootstrap, place) }
}

/** Reads `IDENTITY:KEY`, the key in hexadecimal. @throws UserError, which does not show the key */
export function parsePsk(text: string, origin: string): DtlsAccounts {
  const [, identity = '', key = ''] = /^(.+):((?:[0-9A-Fa-f]{2})+)$/s.exec(text) ?? []
  if (key === '')
    throw new UserError(`${origin}: write IDENTITY:KEY, the key in hexadecimal, two digits an octet`)
  const account = accountOf('psk', { identity, secretKey: key }, () => origin)
  return { server: account, bootstrap: account }
}

function accountOf(
  mode: DtlsAccount['mode'],
  written: Written,
  place: (member: string) => string,
): DtlsAccount {
  const { identity, secretKey, serverPublicKey, serverSecretKey, ...more } = written
  const { authority, serverCertificates, otherCertificates, ...rest } = more
  const { faultyCertificates, faultyIdentities, ...others } = rest
  const octets = (member: string, text: string): Uint8Array => octetsOf(text, mode, () => place(member))
  const chain = (member: string, texts: readonly string[]): Uint8Array[] =>
    texts.map((text, at) => octets(`${member}/${at}`, text))
  const chains = (member: string, faulty: { readonly [flaw in Flaw]?: readonly string[] } = {}) =>
    Object.fromEntries(
      flaws.flatMap((flaw) => {
        const texts = faulty[flaw]
        return texts === undefined ? [] : [[flaw, chain(`${member}/${flaw}`, texts)] as const]
      }),
    )
  if (mode !== 'psk' && serverPublicKey === undefined)
    throw new UserError(
      `${place('serverPublicKey')} is missing; in mode ${mode} a client knows its server by it`,
    )
  return {
    ...others,
    mode,
    identity: mode === 'psk' ? new TextEncoder().encode(identity) : octets('identity', identity),
    secretKey: octets('secretKey', secretKey),
    serverPublicKey: octets('serverPublicKey', serverPublicKey ?? ''),
    ...(serverSecretKey !== undefined && { serverSecretKey: octets('serverSecretKey', serverSecretKey) }),
    ...(serverCertificates !== undefined && {
      serverCertificates: chain('serverCertificates', serverCertificates),
    }),
    ...(otherCertificates !== undefined && {
      otherCertificates: chain('otherCertificates', otherCertificates),
    }),
    ...(authority !== undefined && { authority: octets('authority', authority) }),
    ...(faultyCertificates !== undefined && {
      faultyCertificates: chains('faultyCertificates', faultyCertificates),
    }),
    ...(faultyIdentities !== undefined && {
      faultyIdentities: chains('faultyIdentities', faultyIdentities),
    }),
  }
}

/** Octets out of hexadecimal digits or, but for a pre-shared key, the first block of PEM (RFC 7468). */
function octetsOf(text: string, mode: DtlsAccount['mode'], place: () => string): Uint8Array {
  if (/^([0-9A-Fa-f]{2})*$/.test(text)) return new Uint8Array(Buffer.from(text, 'hex'))
  const [, base64] = /^\s*-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(text) ?? []
  if (mode !== 'psk' && base64 !== undefined) return new Uint8Array(Buffer.from(base64, 'base64'))
  throw new UserError(`${place()} must be ${mode === 'psk' ? '' : 'PEM or '}hexadecimal, two digits an octet`)
}
