import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { cache } from './folders.mjs'
import { once } from './once.mjs'

/**
 * Installs one release of a package from the npm registry, without its install scripts.
 * @param {string} name @param {string} version
 * @returns {Promise<string>} the folder that holds its `node_modules`
 */
export async function npmPackage(name, version) {
  const folder = join(cache, 'npm', `${name}-${version}`)
  await once(folder, { name, version }, async () => {
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
    await mustRun(
      `installing ${name}@${version}`,
      ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', `${name}@${version}`],
      { cwd: folder, timeout: 300 },
    )
  })
  return folder
}
