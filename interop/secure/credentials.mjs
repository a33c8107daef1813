import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../tools/command.mjs'
import { cache } from '../tools/folders.mjs'
import { once } from '../tools/once.mjs'

const keyText = 'a key of sixteen'
/** What everybody here knows a client by, and the key that it shares with its server, which is text in octets. */
export const psk = { identity: 'urn:dev:interop', keyText, key: Buffer.from(keyText).toString('hex') }
/** A key that it does not share. */
export const otherPsk = { keyText: 'a key of another', key: Buffer.from('a key of another').toString('hex') }
/** The name in the server's certificate. */
export const serverName = 'server.example'

const folder = join(cache, 'secure', 'keys')

/** The file of somebody's key, certificate or both, in PEM. @param {Whose} whose @param {Part} part */
export const pem = (whose, part) => join(folder, `${whose}.${part}.pem`)

/**
 * @typedef {'ca' | 'server' | 'client' | 'stranger'} Whose the stranger's certificate is of no CA
 * @typedef {'key' | 'certificate' | 'public' | 'both' | 'traditional'} Part `traditional`: the key as RFC 5915 has it
 */

/** A file for what one trial leaves to the next. @param {string} name */
export const scratch = (name) => join(folder, name)

/** Makes keys on secp256r1 and certificates with them, once. */
export async function makeCredentials() {
  await once(folder, { version: 2 }, async () => {
    const openssl = (/** @type {readonly string[]} */ ...words) =>
      mustRun('making keys and certificates', ['openssl', ...words], { timeout: 20, cwd: folder })
    const extensions = {
      ca: 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign',
      server: `subjectAltName=DNS:${serverName},IP:127.0.0.1\nkeyUsage=digitalSignature`,
      client: 'keyUsage=digitalSignature',
      stranger: `subjectAltName=DNS:${serverName}\nkeyUsage=digitalSignature`,
    }
    const names = { ca: 'Interop CA', server: serverName, client: psk.identity, stranger: 'stranger' }
    for (const whose of /** @type {Whose[]} */ (['ca', 'server', 'client', 'stranger'])) {
      const [key, certificate, open, both] = ['key', 'certificate', 'public', 'both'].map((part) =>
        pem(whose, /** @type {Part} */ (part)),
      )
      const [request, extension] = [`${whose}.request`, `${whose}.extensions`]
      writeFileSync(join(folder, extension), extensions[whose])
      await openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key)
      await openssl('pkey', '-in', key, '-pubout', '-out', open)
      await openssl('pkey', '-in', key, '-traditional', '-out', pem(whose, 'traditional'))
      await openssl('req', '-new', '-key', key, '-subj', `/CN=${names[whose]}`, '-out', request)
      const isSelfSigned = whose === 'ca' || whose === 'stranger'
      const signer = isSelfSigned
        ? ['-signkey', key]
        : ['-CA', pem('ca', 'certificate'), '-CAkey', pem('ca', 'key'), '-CAcreateserial']
      const made = ['-in', request, '-days', '3650', '-extfile', extension, '-out', certificate]
      await openssl('x509', '-req', '-sha256', ...signer, ...made)
      writeFileSync(both, readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'))
    }
  })
}

/** A certificate in DER. @param {Whose} whose */
export const certificateOf = (whose) =>
  new Uint8Array(new X509Certificate(readFileSync(pem(whose, 'certificate'))).raw)

/** A private key in PKCS #8. @param {Whose} whose */
export const privateKeyOf = (whose) =>
  new Uint8Array(createPrivateKey(readFileSync(pem(whose, 'key'))).export({ format: 'der', type: 'pkcs8' }))

/** A public key as SubjectPublicKeyInfo. @param {Whose} whose */
export const publicKeyOf = (whose) =>
  new Uint8Array(createPublicKey(readFileSync(pem(whose, 'key'))).export({ format: 'der', type: 'spki' }))

const octets = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** The account of the client with the server, in each mode, as the suite itself holds it. @param {'psk' | 'rpk' | 'x509'} mode */
export function accountFor(mode) {
  if (mode === 'psk')
    return {
      mode,
      identity: octets(psk.identity),
      secretKey: new Uint8Array(Buffer.from(psk.key, 'hex')),
      serverPublicKey: new Uint8Array(),
    }
  const keys = { secretKey: privateKeyOf('client'), serverSecretKey: privateKeyOf('server') }
  const [identity, serverPublicKey] =
    mode === 'rpk'
      ? [publicKeyOf('client'), publicKeyOf('server')]
      : [certificateOf('client'), certificateOf('server')]
  return { mode, ...keys, identity, serverPublicKey }
}

/** What is other in the account where we show a stranger's certificate. @param {'client' | 'server'} role the peer's */
export function strangers(role) {
  const [shown, key] = [certificateOf('stranger'), privateKeyOf('stranger')]
  return role === 'client'
    ? { serverPublicKey: shown, serverSecretKey: key }
    : { identity: shown, secretKey: key }
}
