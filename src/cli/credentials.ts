import { type DeviceAccount, type SharedAccount, securityResources } from '#dtls'
import type { Random } from '#net'
import { type ContextParameters, resourcesOf } from '#oscore'
import { type KeyPair, makeKeyPair, type Pki, testPki } from '#pki'
import { type CredentialFile, json, keyFiles, pem } from './credential-file.ts'

export interface CredentialOptions {
  /** Endpoint name of the device. */
  readonly endpoint: string
  /** Host name that the server is reached by. */
  readonly serverName: string
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly random: Random
}

type Holder = 'server' | 'bootstrap'
type Accounts<T> = Readonly<Record<Holder, T>>

/**
 * New credentials for every channel: the accounts as `--account` and `--oscore` take them, what the device holds by
 * Resource, and keys and certificates in PEM and DER. Certificates are for tests alone.
 */
export async function makeCredentials(options: CredentialOptions): Promise<readonly CredentialFile[]> {
  const { endpoint, serverName, now, random } = options
  const pki = await testPki({ now, serverName, clientName: endpoint })
  const raw = { client: await highKeyPair(), server: await highKeyPair() }
  const psk = { server: pskAccount(endpoint, random), bootstrap: pskAccount(`${endpoint}-bootstrap`, random) }
  const oscore = {
    server: oscoreAccount('client', 'server', random),
    bootstrap: oscoreAccount('newbie', 'bs', random),
  }
  const same = (account: SharedAccount): Accounts<SharedAccount> => ({ server: account, bootstrap: account })
  const anchored = same({ ...x509Account(pki, serverName), serverPublicKey: pki.ca, certificateUsage: 2 })
  return [
    ...ofAccounts('psk', psk),
    ...ofAccounts('rpk', same(rpkAccount(raw))),
    ...ofAccounts('x509', same(x509Account(pki, serverName))),
    ...ofAccounts('x509-ca', anchored),
    json('oscore.json', { ...oscoreText(oscore.server), bootstrap: oscoreText(oscore.bootstrap) }),
    json('device/oscore.json', {
      server: oscoreResources(oscore.server, 0),
      bootstrap: oscoreResources(oscore.bootstrap, 1),
    }),
    ...pkiFiles(pki),
    ...(['client', 'server'] as const).flatMap((who) => keyFiles(`rpk/${who}`, raw[who])),
  ]
}

/**
 * A key pair whose public coordinates both have their highest bit set: who reads one as a negative number refuses it, as
 * was seen, and another key would be taken by chance.
 */
async function highKeyPair(): Promise<KeyPair> {
  const pair = await makeKeyPair()
  const [x = 0, y = 0] = [pair.publicKey.at(-64), pair.publicKey.at(-32)]
  return x > 127 && y > 127 ? pair : highKeyPair()
}

function pskAccount(identity: string, random: Random): SharedAccount {
  return {
    mode: 'psk',
    identity: new TextEncoder().encode(identity),
    secretKey: random.bytes(16),
    serverPublicKey: new Uint8Array(),
  }
}

function rpkAccount({ client, server }: { client: KeyPair; server: KeyPair }): SharedAccount {
  return {
    ...{ mode: 'rpk', identity: client.publicKey, secretKey: client.privateKey },
    ...{ serverPublicKey: server.publicKey, serverSecretKey: server.privateKey },
  }
}

/** The device knows the certificate of the server itself, as it does where nothing is said of its usage. */
function x509Account({ ca, client, server, another, faulty, faultyClient }: Pki, sni: string): SharedAccount {
  return {
    ...{ mode: 'x509', identity: client.certificate, secretKey: client.privateKey, sni },
    ...{ serverPublicKey: server.certificate, serverSecretKey: server.privateKey },
    ...{ authority: ca, serverCertificates: [server.certificate] },
    ...{ otherCertificates: another, faultyCertificates: faulty, faultyIdentities: faultyClient },
  }
}

/**
 * Of text throughout, since the OSCORE object before version 2.0 has Strings. Wireshark tells contexts by one id alone, so
 * that no two have one in common.
 */
function oscoreAccount(sender: string, recipient: string, random: Random): ContextParameters {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const masterSecret = utf8(hex(random.bytes(16)))
  return { masterSecret, senderId: utf8(sender), recipientId: utf8(recipient) }
}

/** The file of `--account`, and what the device holds. */
function ofAccounts(name: string, accounts: Accounts<SharedAccount>): CredentialFile[] {
  const { server, bootstrap } = accounts
  const separate = server === bootstrap ? {} : { bootstrap: accountText(bootstrap) }
  const held = { server: securityValues(server, 0), bootstrap: securityValues(bootstrap, 1) }
  return [
    json(`${name}.json`, { mode: server.mode, ...accountText(server), ...separate }),
    json(`device/${name}.json`, held),
  ]
}

/** An account as `--account` takes it. */
function accountText({ mode, ...account }: SharedAccount): { [member: string]: unknown } {
  if (mode === 'psk')
    return { identity: new TextDecoder().decode(account.identity), secretKey: hex(account.secretKey) }
  const label = mode === 'x509' ? 'CERTIFICATE' : 'PUBLIC KEY'
  const { identity, secretKey, serverPublicKey, serverSecretKey, ...others } = account
  const { authority, serverCertificates, otherCertificates, ...more } = others
  const { faultyCertificates = {}, faultyIdentities = {}, ...plain } = more
  const chain = (ders: readonly Uint8Array[]): string[] => ders.map((der) => pem(label, der))
  const chains = (faulty: { readonly [flaw: string]: readonly Uint8Array[] }) =>
    Object.entries(faulty).map(([flaw, ders]) => [flaw, chain(ders)] as const)
  const [faulty, faultyOwn] = [chains(faultyCertificates), chains(faultyIdentities)]
  return {
    ...plain,
    identity: pem(label, identity),
    secretKey: pem('PRIVATE KEY', secretKey),
    serverPublicKey: pem(label, serverPublicKey),
    ...(serverSecretKey && { serverSecretKey: pem('PRIVATE KEY', serverSecretKey) }),
    ...(authority && { authority: pem(label, authority) }),
    ...(serverCertificates && { serverCertificates: chain(serverCertificates) }),
    ...(otherCertificates && { otherCertificates: chain(otherCertificates) }),
    ...(faulty.length > 0 && { faultyCertificates: Object.fromEntries(faulty) }),
    ...(faultyOwn.length > 0 && { faultyIdentities: Object.fromEntries(faultyOwn) }),
  }
}

/** What an instance of the Security object holds, by path; octets in both ways that tools want them. */
function securityValues(account: DeviceAccount, instance: number): { [path: string]: unknown } {
  return byPath(`/0/${instance}`, securityResources(account))
}

function oscoreResources(parameters: ContextParameters, instance: number): { [path: string]: unknown } {
  return {
    [`/0/${instance}/2`]: 3,
    [`/0/${instance}/17`]: `/21/${instance}`,
    ...byPath(`/21/${instance}`, resourcesOf(parameters)),
  }
}

function byPath(
  base: string,
  values: ReadonlyMap<number, string | number | Uint8Array>,
): { [path: string]: unknown } {
  const spelt = (value: string | number | Uint8Array): unknown =>
    value instanceof Uint8Array ? { hex: hex(value), base64: Buffer.from(value).toString('base64') } : value
  return Object.fromEntries([...values].map(([id, value]) => [`${base}/${id}`, spelt(value)]))
}

function oscoreText({ masterSecret, senderId, recipientId }: ContextParameters): {
  [member: string]: string
} {
  return { masterSecret: hex(masterSecret), senderId: hex(senderId), recipientId: hex(recipientId) }
}

function pkiFiles({ ca, server, client, chain, another, faulty, faultyClient }: Pki): CredentialFile[] {
  const shown: { readonly [name: string]: readonly Uint8Array[] } = {
    ...{ ca: [ca], server: [server.certificate], client: [client.certificate], 'server-chain': chain },
    'server-another': another,
    ...{ 'server-wrong-name': faulty.wrongName, 'server-expired': faulty.expired },
    ...{ 'server-not-yet-valid': faulty.notYetValid, 'server-self-signed': faulty.selfSigned },
    ...{ 'server-for-clients': faulty.otherSide, 'server-not-to-sign': faulty.noSigning },
    ...{ 'client-for-servers': faultyClient.otherSide, 'client-not-to-sign': faultyClient.noSigning },
  }
  return [
    ...Object.entries(shown).flatMap(([name, ders]): CredentialFile[] => [
      {
        path: `x509/${name}.pem`,
        content: ders.map((der) => pem('CERTIFICATE', der)).join(''),
        isSecret: false,
      },
      ...(ders.length === 1 ? [{ path: `x509/${name}.der`, content: ders[0]!, isSecret: false }] : []),
    ]),
    ...keyFiles('x509/server', server),
    ...keyFiles('x509/client', client),
  ]
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex')
}
