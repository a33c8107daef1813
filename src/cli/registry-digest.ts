import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '#ics'
import { importedRegistryFolder, ownRegistryFolder } from '#registry'
import type { Io } from './io.ts'

/** SHA-256 over the names and digests of all object definitions that verdicts rest on. */
export function registryDigest({ environment }: Pick<Io, 'environment'>): string {
  const lines = [ownRegistryFolder(), importedRegistryFolder(environment)].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.xml'))
          .toSorted()
          .map((name) => `${name} ${sha256(readFileSync(join(folder, name)))}`)
      : [],
  )
  return sha256(lines.join('\n'))
}
