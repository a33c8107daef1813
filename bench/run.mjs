// Ratios within one run, so that they hold on any machine. Exit code 1 when a target is missed.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { coap } from './coap.mjs'
import { list, memory } from './commands.mjs'
import { dtls } from './dtls.mjs'
import { registry } from './registry.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The OMA registry to measure with: from the environment, or a folder `oma-registry` near this clone. */
function registryFolder() {
  const named = process.env.LWM2M_OMA_REGISTRY
  if (named) return resolve(named)
  const above = resolve(root, '..')
  const near = readdirSync(above, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(above, entry.name, 'oma-registry'))
  return [join(above, 'oma-registry'), ...near].find((folder) => existsSync(folder))
}

const folder = registryFolder()
const measurements = [
  () => coap(),
  () => dtls(root),
  () => registry(folder, root),
  () => list(folder, root),
  () => memory(root),
]
const columns = ['what', 'ours', 'base', 'ratio', 'target']
const rows = []
for (const measure of measurements) rows.push(...[await measure()].flat())

const measured = rows.filter((row) => !('skipped' in row))
const lines = [
  { what: 'ours (base)', ours: 'ours', base: 'base', ratio: 'ratio', target: 'target' },
  ...measured,
]
const widths = columns.map((column) => Math.max(...lines.map((line) => line[column].length)))
for (const line of lines) {
  const cells = columns.map((column, index) => line[column].padEnd(widths[index]))
  console.log([...cells, line.missed ? 'MISSED' : ''].join('  ').trimEnd())
}
const left = rows.filter((row) => 'skipped' in row)
for (const { what, skipped } of left) console.log(`not measured: ${what}: ${skipped}`)
if (left.length > 0)
  console.log(
    `Not everything was measured: ${left.length} of ${rows.length} targets were neither met nor missed.`,
  )

process.exitCode = measured.some(({ missed }) => missed) ? 1 : 0
