import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageName = 'lwm2m-conformance'

function isOurs(manifest: string): boolean {
  if (!existsSync(manifest)) return false
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof content === 'object' && content !== null && 'name' in content && content.name === packageName
}

/** The folder that holds this package's package.json; the same from the sources and from `dist`. Throws when there is none above. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!isOurs(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) {
      throw new Error(`no package.json of ${packageName} above ${import.meta.url}: install the package again`)
    }
    folder = above
  }
  return folder
}
