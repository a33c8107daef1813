import type { Accounts } from '#conduct'
import type { SecurityMode, SharedAccount } from '#dtls'
import { makeKeyPair, testPki } from '#pki'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const psk = (identity: string, key: string): SharedAccount => ({
  ...{ mode: 'psk', identity: utf8(identity), secretKey: utf8(key), serverPublicKey: new Uint8Array() },
})

/** Modes of DTLS that self-test plays. */
export type PlayedMode = SecurityMode

/** Keys and certificates take long to make, and many worlds begin at the same time. */
const known = new Map<string, Promise<Accounts>>()

/** The accounts of the Client in a simulated world. @param now milliseconds since the Unix epoch when it begins */
export function worldAccounts(mode: PlayedMode, now: number): Promise<Accounts> {
  const name = `${mode} ${now}`
  const accounts = known.get(name) ?? madeAccounts(mode, now)
  known.set(name, accounts)
  return accounts
}

async function madeAccounts(mode: PlayedMode, now: number): Promise<Accounts> {
  if (mode === 'psk')
    return { server: psk('client', 'a key for the Server'), bootstrap: psk('newbie', 'a key for bootstrap') }
  if (mode === 'rpk') {
    const [client, server] = [await makeKeyPair(), await makeKeyPair()]
    const account: SharedAccount = {
      ...{ mode, identity: client.publicKey, secretKey: client.privateKey },
      ...{ serverPublicKey: server.publicKey, serverSecretKey: server.privateKey },
    }
    return { server: account, bootstrap: account }
  }
  const serverName = 'server.example.com'
  const { ca, server, client, another, faulty, faultyClient } = await testPki({
    now,
    serverName,
    clientName: 'reference-client',
  })
  const account: SharedAccount = {
    ...{ mode, identity: client.certificate, secretKey: client.privateKey },
    // The CA is what the Client trusts.
    ...{ serverPublicKey: ca, certificateUsage: 2, sni: serverName, authority: ca },
    ...{ serverSecretKey: server.privateKey, serverCertificates: [server.certificate] },
    ...{ otherCertificates: another, faultyCertificates: faulty, faultyIdentities: faultyClient },
  }
  return { server: account, bootstrap: account }
}
