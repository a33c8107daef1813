import { createPrivateKey } from 'node:crypto'
import type { OwnCertificate } from './tls.types.ts'

// Made with OpenSSL for these tests alone: self-signed, of "server.example" and "client.example".
const serverCertificate = [
  'MIIBozCCAUqgAwIBAgIUR+frb0rZc1j29CJFs+7ucGGfzHowCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOc2VydmVyLmV4',
  'YW1wbGUwIBcNMjYxMTIxMTI0NzUzWhgPMjEyNjEwMjgxMjQ3NTNaMBkxFzAVBgNVBAMMDnNlcnZlci5leGFtcGxlMFkw',
  'EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEgazdb5sxSZAQwUb4Pph5dxR+ZAZyMeAy0ZFPpIGAFu8MjsKDP+C59CxcGGCR',
  'Ktxyjdwyc+NwYsgaxW4CiplbJKNuMGwwHQYDVR0OBBYEFIUaoH12/AckxHLkPHlc+xyo/9GTMB8GA1UdIwQYMBaAFIUa',
  'oH12/AckxHLkPHlc+xyo/9GTMA8GA1UdEwEB/wQFMAMBAf8wGQYDVR0RBBIwEIIOc2VydmVyLmV4YW1wbGUwCgYIKoZI',
  'zj0EAwIDRwAwRAIgZ8HK8vrc1sHIczOWdOWv0D0TM5SoP1zZfRVXHnFU3rwCIETME14eS2pSLidPnLsOa2bvcXIuhXiT',
  'EIKmg7nFSY+h',
].join('')

const serverKey = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfs9aXlklIaDcBjiqU9I1faKyRA6UG0dVMU0Ga0oJBw2h',
  'RANCAASBrN1vmzFJkBDBRvg+mHl3FH5kBnIx4DLRkU+kgYAW7wyOwoM/4Ln0LFwYYJEq3HKN3DJz43BiyBrFbgKKmVsk',
].join('')

const clientCertificate = [
  'MIIBozCCAUqgAwIBAgIUQPZNh6rYiSNmJjjCO4xMiKTgOYwwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOY2xpZW50LmV4',
  'YW1wbGUwIBcNMjYxMTIxMTI0NzUzWhgPMjEyNjEwMjgxMjQ3NTNaMBkxFzAVBgNVBAMMDmNsaWVudC5leGFtcGxlMFkw',
  'EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIWZFAmtW6pC4GzV67m4bjYn2EiO9wDhBMmULM4yYssdL8hUEmhwpKmrjs+Ng',
  'QYJxQ3qUNbJuI5PWTzUYzNn0lKNuMGwwHQYDVR0OBBYEFFTjNql73c+sGjPUNqheADx3T1ADMB8GA1UdIwQYMBaAFFTj',
  'Nql73c+sGjPUNqheADx3T1ADMA8GA1UdEwEB/wQFMAMBAf8wGQYDVR0RBBIwEIIOY2xpZW50LmV4YW1wbGUwCgYIKoZI',
  'zj0EAwIDRwAwRAIgVPVW7K8W1F4B0SMas+hyzk9GV3C7GiWxmlKhN6hfHAcCIFYDvHp6mg/fK3uEQYaqi+b63WpJE3L6',
  'DHxPfTJh4/7H',
].join('')

const clientKey = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8DdEkV+M4OsMw66gaRNhZwRMpfuiuoV5xYkiRsabm62h',
  'RANCAAQhZkUCa1bqkLgbNXrubhuNifYSI73AOEEyZQszjJiyx0vyFQSaHCkqauOz42BBgnFDepQ1sm4jk9ZPNRjM2fSU',
].join('')

const own = (certificate: string, key: string): OwnCertificate => ({
  chain: [new Uint8Array(Buffer.from(certificate, 'base64'))],
  privateKey: createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }),
})

/** What each side shows of itself. */
export const shown = {
  server: own(serverCertificate, serverKey),
  client: own(clientCertificate, clientKey),
}
