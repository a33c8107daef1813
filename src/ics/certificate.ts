import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { readUserFile } from '../json-file.ts'
import { UserError } from '../user-error.ts'
import type { OwnCertificate } from './documents.ts'

/** Names of PEM files. */
export interface CertificateFiles {
  /** The certificate, and the chain after it. */
  readonly certificate: string
  readonly privateKey: string
}

/** Reads the PEM files that a document names, relative to its own. @throws UserError when they are no good, or do not go together */
export function loadCertificate({ certificate, privateKey }: CertificateFiles, file: string): OwnCertificate {
  const [shown, secret] = [certificate, privateKey].map((name) => resolve(dirname(file), name))
  const blocks = textOf(shown!, 'certificate').match(
    /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g,
  )
  if (blocks === null) throw new UserError(`${shown}: holds no certificate in PEM`)
  const chain = blocks.map((block) => parsed(shown!, 'certificate', () => new X509Certificate(block)))
  const key: KeyObject = parsed(secret!, 'private key', () =>
    createPrivateKey(textOf(secret!, 'private key')),
  )
  if (!chain[0]!.checkPrivateKey(key))
    throw new UserError(`${secret}: is not the private key of the certificate in ${shown}`)
  return { chain: chain.map(({ raw }) => new Uint8Array(raw)), privateKey: key }
}

const textOf = (file: string, what: string): string => new TextDecoder().decode(readUserFile(file, what))

function parsed<T>(file: string, what: string, parse: () => T): T {
  try {
    return parse()
  } catch (failure) {
    if (failure instanceof UserError) throw failure
    throw new UserError(`${file}: holds no ${what} in PEM`)
  }
}
