import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A key pair on secp256r1, in DER. */
export interface KeyPair {
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  /** PKCS #8. */
  readonly privateKey: Uint8Array
}

export interface PkiOptions {
  /** Milliseconds since the Unix epoch: what is valid is so from a day before it, for ten years. */
  readonly now: number
  /** The host name that the certificate of the server bears. */
  readonly serverName: string
  /** The common name of the client: its endpoint name. */
  readonly clientName: string
}

/** Certificates for tests alone, in DER, all on secp256r1 with SHA-256. */
export interface Pki {
  readonly ca: Uint8Array
  readonly server: KeyPair & { readonly certificate: Uint8Array }
  readonly client: KeyPair & { readonly certificate: Uint8Array }
  /** What the server shows by way of an intermediate CA, its own certificate first. */
  readonly chain: readonly Uint8Array[]
  /** Another certificate for the key of the server, as good as the first. */
  readonly another: readonly Uint8Array[]
  /** Chains for the key of the server that are not to be accepted. */
  readonly faulty: {
    readonly wrongName: readonly Uint8Array[]
    readonly expired: readonly Uint8Array[]
    readonly notYetValid: readonly Uint8Array[]
    readonly selfSigned: readonly Uint8Array[]
    readonly otherSide: readonly Uint8Array[]
    readonly noSigning: readonly Uint8Array[]
  }
  /** Chains for the key of the client that are not to be accepted: for a server, and with a key that is not to sign. */
  readonly faultyClient: {
    readonly otherSide: readonly Uint8Array[]
    readonly noSigning: readonly Uint8Array[]
  }
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 24 * 60 * 60 * 1000
const year = 365 * day

/** A host name that is not that of the server, for a certificate that fails by its name alone (ETS int-403). */
const otherName = 'server-fail.example.com'

interface Issuer {
  readonly name: string
  readonly keys: webcrypto.CryptoKeyPair
}

interface Wanted {
  readonly name: string
  readonly publicKey: webcrypto.CryptoKey
  readonly issuer: Issuer
  readonly from: number
  readonly to: number
  readonly use: 'CA' | 'intermediate CA' | 'server' | 'client'
  /** What it is good for; default: as its use says. */
  readonly purpose?: 'serverAuth' | 'clientAuth'
  /** Whether its key is only to agree on others with. */
  readonly isForAgreement?: true
}

/** A key pair for a raw public key. */
export async function makeKeyPair(): Promise<KeyPair> {
  return exported(await keyPair())
}

/** Makes a CA, and what it and others say of a server and a client. Each call makes new keys. */
export async function testPki({ now, serverName, clientName }: PkiOptions): Promise<Pki> {
  const [root, middle, server, client] = await Promise.all([keyPair(), keyPair(), keyPair(), keyPair()])
  const ca: Issuer = { name: 'LwM2M conformance test CA', keys: root }
  const intermediate: Issuer = { name: 'LwM2M conformance test intermediate CA', keys: middle }
  const valid = { from: now - day, to: now + 10 * year }
  const issued = (wanted: Partial<Wanted>): Promise<Uint8Array> =>
    certificate({
      ...{ name: serverName, publicKey: server.publicKey, issuer: ca, use: 'server', ...valid },
      ...wanted,
    })
  const ofClient = { name: clientName, publicKey: client.publicKey, use: 'client' } as const
  return {
    ca: await issued({ name: ca.name, publicKey: root.publicKey, use: 'CA' }),
    server: { ...(await exported(server)), certificate: await issued({}) },
    client: {
      ...(await exported(client)),
      certificate: await issued(ofClient),
    },
    chain: [
      await issued({ issuer: intermediate }),
      await issued({ name: intermediate.name, publicKey: middle.publicKey, use: 'intermediate CA' }),
    ],
    another: [await issued({})],
    faulty: {
      wrongName: [await issued({ name: otherName })],
      expired: [await issued({ from: now - 2 * year, to: now - year })],
      notYetValid: [await issued({ from: now + year, to: now + 2 * year })],
      selfSigned: [await issued({ issuer: { name: serverName, keys: server } })],
      otherSide: [await issued({ purpose: 'clientAuth' })],
      noSigning: [await issued({ isForAgreement: true })],
    },
    faultyClient: {
      otherSide: [await issued({ ...ofClient, purpose: 'serverAuth' })],
      noSigning: [await issued({ ...ofClient, isForAgreement: true })],
    },
  }
}

function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function exported({ publicKey, privateKey }: webcrypto.CryptoKeyPair): Promise<KeyPair> {
  return {
    publicKey: new Uint8Array(await webcrypto.subtle.exportKey('spki', publicKey)),
    privateKey: new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', privateKey)),
  }
}

async function certificate(wanted: Wanted): Promise<Uint8Array> {
  const { name, publicKey, issuer, from, to } = wanted
  const made = await X509CertificateGenerator.create({
    subject: [{ CN: [name] }],
    issuer: [{ CN: [issuer.name] }],
    notBefore: new Date(from),
    notAfter: new Date(to),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: issuer.keys.privateKey,
    extensions: [
      ...extensionsFor(wanted),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  })
  return new Uint8Array(made.rawData)
}

function extensionsFor({ use, name, isForAgreement, ...wanted }: Wanted): Extension[] {
  const { purpose = use === 'server' ? 'serverAuth' : 'clientAuth' } = wanted
  if (use === 'CA' || use === 'intermediate CA') {
    return [
      new BasicConstraintsExtension(true, use === 'CA' ? 1 : 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ]
  }
  return [
    new KeyUsagesExtension(
      isForAgreement ? KeyUsageFlags.keyAgreement : KeyUsageFlags.digitalSignature,
      true,
    ),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage[purpose]]),
    ...(use === 'server' ? [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])] : []),
  ]
}
