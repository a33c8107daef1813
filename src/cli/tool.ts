import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'

/** Name and version of this suite, and of the Node that runs it, for every record. */
export function tool(): { readonly name: string; readonly version: string; readonly node: string } {
  const manifest: { name: string; version: string } = JSON.parse(
    readFileSync(join(packageRoot(), 'package.json'), 'utf8'),
  )
  return { name: manifest.name, version: manifest.version, node: process.version }
}
