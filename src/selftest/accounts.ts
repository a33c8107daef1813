import type { Accounts } from '#conduct'
import type { SecurityMode, SharedAccount } from '#dtls'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const psk = (identity: string, key: string): SharedAccount => ({
  ...{ mode: 'psk', identity: utf8(identity), secretKey: utf8(key), serverPublicKey: new Uint8Array() },
})

/** Modes of DTLS that self-test plays. */
export type PlayedMode = Exclude<SecurityMode, 'rpk' | 'x509'>

/** The accounts of the Client in a simulated world. */
export const worldAccounts: Readonly<Record<PlayedMode, Accounts>> = {
  psk: { server: psk('client', 'a key for the Server'), bootstrap: psk('newbie', 'a key for bootstrap') },
}
