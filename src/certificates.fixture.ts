import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { OwnCertificate } from '#dtls'

// Made with OpenSSL for these tests alone: a CA, a server "server.example" (also 127.0.0.1), a client
// "urn:dev:ops:1", and a certificate of the server that was valid in 2020 only.
const caCertificate = [
  'MIIBizCCATGgAwIBAgIUVr7tIEIIeEm96KScQMOUS2OjVKswCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQT',
  'AgFw0yNjExMjExMDA1MzVaGA8yMTI2MTAyODEwMDUzNVowEjEQMA4GA1UEAwwHVGVzdCBDQTBZMBMGByqGSM49AgEG',
  'CCqGSM49AwEHA0IABKKjoe/BbAZpFGLQ3zqIJFL3JzwFpkRfMAtYVUguZTZQ49J/L0BPjr6J0KKDD/aq/8O+oE5lMx',
  'JrUgNC4oh2Pj6jYzBhMB0GA1UdDgQWBBR3G0hRpUzGYgIAEfiFisa1TuAxPTAfBgNVHSMEGDAWgBR3G0hRpUzGYgIA',
  'EfiFisa1TuAxPTAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwICBDAKBggqhkjOPQQDAgNIADBFAiEAr8CDpH',
  'i+F3bZeZTcz/KZffSt99INXCpVzImou5MYN8ICIBqmebAnCD2FCUWtqArs/QAHMzp4IHVHhmU5HbcoAe9n',
].join('')

const serverCertificate = [
  'MIIBojCCAUigAwIBAgIUWIbdnQJlAnVyNOGem2RacsnQLTEwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQT',
  'AgFw0yNjExMjExMDA1MzVaGA8yMTI2MTAyODEwMDUzNVowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwWTATBgcq',
  'hkjOPQIBBggqhkjOPQMBBwNCAATcc1bGTVrBsaYoiKlDSXZRyRykPe9wpeVryQQGnra1/17g/K+SSQoz3HGxzqNHzq',
  'm0DSg7X4idQ0XgPenJyWTbo3MwcTAfBgNVHREEGDAWgg5zZXJ2ZXIuZXhhbXBsZYcEfwAAATAOBgNVHQ8BAf8EBAMC',
  'B4AwHQYDVR0OBBYEFI0bOhBl8un1eDKOgiS2/ObBTOCMMB8GA1UdIwQYMBaAFHcbSFGlTMZiAgAR+IWKxrVO4DE9MA',
  'oGCCqGSM49BAMCA0gAMEUCIDPnx998zmrSMOafRB3FqJcvbbeTIfQ/hl2HD0FK1O31AiEA0s4E3GVDfWnRheKEVDVD',
  '+CvyclYnoSwsroUrLDipTJ8=',
].join('')

const clientCertificate = [
  'MIIBgDCCASagAwIBAgIUWIbdnQJlAnVyNOGem2RacsnQLTIwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQT',
  'AgFw0yNjExMjExMDA1MzZaGA8yMTI2MTAyODEwMDUzNlowGDEWMBQGA1UEAwwNdXJuOmRldjpvcHM6MTBZMBMGByqG',
  'SM49AgEGCCqGSM49AwEHA0IABMgaUcWgqaTejV8ZCuEjnvHUues5oFunP6TbNAsgF6SFf1akyx8xUhuMZ/G7n9EkSg',
  'XCp9B1yx7NkiZyLlJ5F6WjUjBQMA4GA1UdDwEB/wQEAwIHgDAdBgNVHQ4EFgQUTESrDjPESrRMVyNC+cqGnww/cUww',
  'HwYDVR0jBBgwFoAUdxtIUaVMxmICABH4hYrGtU7gMT0wCgYIKoZIzj0EAwIDSAAwRQIgeFtude2z1HW1yh4lTQX9PV',
  'y+/B2Ik2qzCp0dNvnTpCQCIQC0G3OT19YARFWpTL9b9RTtdYWyi9+9Lw+lgU0plMQ+Pw==',
].join('')

const expiredCertificate = [
  'MIIBjTCCATOgAwIBAgIBATAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdUZXN0IENBMB4XDTIwMDEwMTAwMDAwMFoXDT',
  'IxMDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATc',
  'c1bGTVrBsaYoiKlDSXZRyRykPe9wpeVryQQGnra1/17g/K+SSQoz3HGxzqNHzqm0DSg7X4idQ0XgPenJyWTbo3MwcT',
  'AfBgNVHREEGDAWgg5zZXJ2ZXIuZXhhbXBsZYcEfwAAATAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFI0bOhBl8un1',
  'eDKOgiS2/ObBTOCMMB8GA1UdIwQYMBaAFHcbSFGlTMZiAgAR+IWKxrVO4DE9MAoGCCqGSM49BAMCA0gAMEUCIAJKNj',
  'kErvb7dK61UMMrpXdNuLyJf+82zFRuONw6oJB1AiEA2cnpq244LPDZQn/vGPOZvb60tw1NQREgyyTWySZh7Cc=',
].join('')

const serverKey = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzUjrUXnkSDF6X+iv93A4bAYUmQbFsW61JzegaznT8A',
  'KhRANCAATcc1bGTVrBsaYoiKlDSXZRyRykPe9wpeVryQQGnra1/17g/K+SSQoz3HGxzqNHzqm0DSg7X4idQ0XgPenJ',
  'yWTb',
].join('')

const clientKey = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkgyF2XCBlkmcLs/n9kgOWEUUGcG1eyJhFToSbzDX2a',
  'uhRANCAATIGlHFoKmk3o1fGQrhI57x1LnrOaBbpz+k2zQLIBekhX9WpMsfMVIbjGfxu5/RJEoFwqfQdcsezZImci5S',
  'eRel',
].join('')

const octets = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const key = (base64: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' })
const publicKey = (privateKey: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }))

const keys = { client: key(clientKey), server: key(serverKey) }

/** In DER. */
export const certificates = {
  ca: octets(caCertificate),
  server: octets(serverCertificate),
  client: octets(clientCertificate),
  expired: octets(expiredCertificate),
}

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`

/** In PEM; the key is that of the server. */
export const pemOf = {
  ca: pem('CERTIFICATE', certificates.ca),
  server: pem('CERTIFICATE', certificates.server),
  client: pem('CERTIFICATE', certificates.client),
  key: keys.server.export({ format: 'pem', type: 'pkcs8' }).toString(),
}

/** What each side shows of itself. */
export const shown: Record<'x509' | 'rpk', Record<'client' | 'server', OwnCertificate>> = {
  x509: {
    client: { kind: 'x509', chain: [certificates.client], privateKey: keys.client },
    server: { kind: 'x509', chain: [certificates.server], privateKey: keys.server },
  },
  rpk: {
    client: { kind: 'rpk', publicKey: publicKey(keys.client), privateKey: keys.client },
    server: { kind: 'rpk', publicKey: publicKey(keys.server), privateKey: keys.server },
  },
}
