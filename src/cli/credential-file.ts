import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { UserError } from '../user-error.ts'

/** A file of credentials, by its path in their folder. */
export interface CredentialFile {
  readonly path: string
  readonly content: string | Uint8Array
  /** Keys are for their owner alone. */
  readonly isSecret: boolean
}

/** A key pair in PEM and DER. */
export function keyFiles(
  path: string,
  { publicKey, privateKey }: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array },
): CredentialFile[] {
  return [
    { path: `${path}.key.pem`, content: pem('PRIVATE KEY', privateKey), isSecret: true },
    { path: `${path}.key.der`, content: privateKey, isSecret: true },
    { path: `${path}.pub.pem`, content: pem('PUBLIC KEY', publicKey), isSecret: false },
    { path: `${path}.pub.der`, content: publicKey, isSecret: false },
  ]
}

/** A JSON document that holds keys. */
export function json(path: string, value: unknown): CredentialFile {
  return { path, content: `${JSON.stringify(value, null, 2)}\n`, isSecret: true }
}

/** A block of PEM (RFC 7468). */
export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** Writes all of them, or none where one is in the way. @throws UserError */
export function writeFiles(folder: string, files: readonly CredentialFile[]): void {
  const taken = files.map(({ path }) => join(folder, path)).find((path) => existsSync(path))
  if (taken !== undefined) throw new UserError(`${taken}: it is there already; choose another folder`)
  for (const { path, content, isSecret } of files) {
    const file = join(folder, path)
    makeFolder(dirname(file), 0o700)
    writeFileSync(file, content, { flag: 'wx', mode: isSecret ? 0o600 : 0o644 })
  }
}
