import type { Accounts } from '#conduct'
import type { SharedAccount } from '#dtls'
import { certificates, shown } from './certificates.fixture.ts'

export type AccountMode = SharedAccount['mode']

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const nothing = new Uint8Array()

const secretKey = (whose: 'client' | 'server'): Uint8Array =>
  new Uint8Array(shown.rpk[whose].privateKey.export({ format: 'der', type: 'pkcs8' }))

const publicKey = (whose: 'client' | 'server'): Uint8Array => {
  const own = shown.rpk[whose]
  return own.kind === 'rpk' ? own.publicKey : nothing
}

const psk = (identity: string, key: string): SharedAccount => ({
  ...{ mode: 'psk', identity: utf8(identity), secretKey: utf8(key), serverPublicKey: nothing },
})

const rpk: SharedAccount = {
  ...{ mode: 'rpk', identity: publicKey('client'), secretKey: secretKey('client') },
  ...{ serverPublicKey: publicKey('server'), serverSecretKey: secretKey('server') },
}

const x509: SharedAccount = {
  ...{ mode: 'x509', identity: certificates.client, secretKey: secretKey('client') },
  ...{ serverPublicKey: certificates.server, serverSecretKey: secretKey('server') },
}

/** Known by the CA alone, which the server shows beside its certificate. */
const x509ByCa: SharedAccount = {
  ...x509,
  ...{ serverPublicKey: certificates.ca, serverCertificates: [certificates.server, certificates.ca] },
  ...{ certificateUsage: 2, sni: 'server.example' },
}

/** Accounts of a client for tests alone; certificates are valid from the end of 2026 on. */
export const testAccounts: Readonly<Record<AccountMode, Accounts>> = {
  psk: {
    server: psk('of the client', 'a key for the Server'),
    bootstrap: psk('of a beginner', 'a key for bootstrap'),
  },
  rpk: { server: rpk, bootstrap: rpk },
  x509: { server: x509, bootstrap: x509ByCa },
}
