import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compare, milliseconds, run } from './measure.mjs'

const target = 6
const script = `
  import { loadRegistry } from '#registry'
  if (loadRegistry({ folders: [process.argv[1]] }).all().length === 0) throw new Error('no object was found')
`

/** Loading every definition of a registry folder, ours against the well-formedness check of xmllint alone. */
export async function registry(folder, root) {
  const what = 'registry loaded (xmllint --noout)'
  if (folder === undefined) {
    return {
      what,
      skipped: 'set LWM2M_OMA_REGISTRY to a clone of the OMA registry (its folder of XML files)',
    }
  }
  const missing = await run('xmllint', ['--version']).then(
    () => false,
    () => true,
  )
  if (missing) return { what, skipped: 'xmllint is not installed (package libxml2-utils)' }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name))
  const { ours, base, ratio } = await compare(
    () => run('node', ['--input-type=module', '-e', script, folder], { cwd: root }),
    () => run('xmllint', ['--noout', '--nonet', ...files]),
    5,
  )
  return {
    what: `${what}, ${files.length} files`,
    ours: milliseconds(ours),
    base: milliseconds(base),
    ratio: `${ratio.toFixed(2)} ×`,
    target: `≤ ${target} ×`,
    missed: ratio > target,
  }
}
