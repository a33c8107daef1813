import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a folder once: again only when what it is made of has changed or the last try broke off.
 * @param {string} folder
 * @param {unknown} made what it is made of; any JSON
 * @param {() => Promise<void>} make fills the empty folder
 */
export async function once(folder, made, make) {
  const stamp = join(folder, '.made-of.json')
  const text = JSON.stringify(made)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === text) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await make()
  writeFileSync(stamp, text)
}
