import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { type OwnCertificate, type TlsVersion, tlsVersions } from './tls.types.ts'

/** The Application-Layer Protocol of CoAP (RFC 8323 §8.2). */
export const protocols: Uint8Array = Buffer.from('\x04coap')

const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_SHA256', 'TLS_AES_128_CCM_8_SHA256']
const tls12 = {
  psk: ['PSK-AES128-CCM8', 'PSK-AES128-CBC-SHA256', 'PSK-AES128-GCM-SHA256', 'ECDHE-PSK-AES128-CBC-SHA256'],
  certificate: ['ECDHE-ECDSA-AES128-CCM8', 'ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
} as const

/** Suites of LwM2M have tags of eight octets, which OpenSSL offers at its lowest security level alone. */
const level = '@SECLEVEL=0'

/** Versions, suites and our certificate as Node wants them. */
export function contextOptions(
  kind: keyof typeof tls12,
  versions: readonly TlsVersion[] = ['1.2', '1.3'],
  certificate?: OwnCertificate,
): SecureContextOptions {
  const sorted = versions.toSorted()
  const [lowest = '1.2', highest = lowest] = [sorted.at(0), sorted.at(-1)]
  return {
    minVersion: tlsVersions[lowest],
    maxVersion: tlsVersions[highest],
    ciphers: [...tls13, ...tls12[kind], level].join(':'),
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
