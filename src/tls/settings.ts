import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { type OwnCertificate, type TlsVersion, tlsVersions } from './tls.types.ts'

/** An Application-Layer Protocol as the extension lists it (RFC 7301 §3.1). */
export function protocolList(protocol = 'coap'): Uint8Array {
  return Buffer.concat([Buffer.of(protocol.length), Buffer.from(protocol)])
}

/** Suites of TLS 1.3, which OpenSSL calls by their IANA names. */
const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_SHA256', 'TLS_AES_128_CCM_8_SHA256']
/** Suites of TLS 1.2 as OpenSSL calls them, by their IANA names. */
const tls12 = {
  psk: {
    TLS_PSK_WITH_AES_128_CCM_8: 'PSK-AES128-CCM8',
    TLS_PSK_WITH_AES_128_CBC_SHA256: 'PSK-AES128-CBC-SHA256',
    TLS_PSK_WITH_AES_128_GCM_SHA256: 'PSK-AES128-GCM-SHA256',
    TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256: 'ECDHE-PSK-AES128-CBC-SHA256',
  },
  certificate: {
    TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8: 'ECDHE-ECDSA-AES128-CCM8',
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 'ECDHE-ECDSA-AES128-SHA256',
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  },
} as const
/** Beside those by ECDSA, for whoever shows a certificate with an RSA key: the stores of many devices trust no other. */
const byRsa = {
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 'ECDHE-RSA-AES128-SHA256',
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 'ECDHE-RSA-AES128-GCM-SHA256',
} as const

/** Suites of LwM2M have tags of eight octets, which OpenSSL offers at its lowest security level alone. */
const level = '@SECLEVEL=0'

/**
 * Versions, suites and our certificate as Node wants them.
 * @throws RangeError for a suite that is not spoken here
 */
export function contextOptions(
  kind: keyof typeof tls12,
  { versions, suites }: { versions?: readonly TlsVersion[]; suites?: readonly string[] } = {},
  certificate?: OwnCertificate,
): SecureContextOptions {
  const isRsa = certificate?.privateKey.asymmetricKeyType === 'rsa'
  const known: Readonly<Record<string, string>> = { ...tls12[kind], ...(isRsa && byRsa) }
  const wanted = suites ?? [...tls13, ...Object.keys(known)]
  const [recent, older] = [
    wanted.filter((name) => tls13.includes(name)),
    wanted.filter((name) => known[name]),
  ]
  const unknown = wanted.find((name) => !recent.includes(name) && !older.includes(name))
  if (unknown !== undefined) throw new RangeError(`${unknown}: not a suite that TLS speaks here`)
  const spoken = [
    ...(older.length > 0 ? ['1.2' as const] : []),
    ...(recent.length > 0 ? ['1.3' as const] : []),
  ]
  const sorted = (versions ?? spoken).toSorted()
  const [lowest = '1.2', highest = lowest] = [sorted.at(0), sorted.at(-1)]
  return {
    minVersion: tlsVersions[lowest],
    maxVersion: tlsVersions[highest],
    ciphers: [...recent, ...older.map((name) => known[name]), level].join(':'),
    ...(certificate && {
      cert: certificate.chain.map(pem).join(''),
      key: certificate.privateKey.export({ format: 'pem', type: 'pkcs8' }),
    }),
  }
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** @throws RangeError when certificate and private key do not go together */
export function checkCertificate(certificate: OwnCertificate): void {
  try {
    createSecureContext(contextOptions('certificate', undefined, certificate))
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    throw new RangeError(`the certificate cannot be shown: ${reason}`)
  }
}
