import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, milliseconds, run } from './measure.mjs'

/** How much longer `list` may take once a registry was imported; the median of rounds wavers by a few per cent. */
const listTarget = 1.25
const listNoise = 0.05
const memoryTarget = 250

/** Runs `task` with an empty folder to work in, and removes it. */
async function inScratch(task) {
  const scratch = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-bench-'))
  try {
    return await task(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** How long `list` takes with an imported registry and without. */
export function list(folder, root) {
  const what = 'list with an imported registry (without)'
  const main = join(root, 'dist/src/cli/main.js')
  if (!existsSync(main)) return { what, skipped: `${main} was not built` }
  if (folder === undefined) return { what, skipped: 'set LWM2M_OMA_REGISTRY to a clone of the OMA registry' }
  return inScratch(async (scratch) => {
    const withImported = (name) => ({
      cwd: scratch,
      env: { ...process.env, LWM2M_CONFORMANCE_REGISTRY: join(scratch, name) },
    })
    mkdirSync(join(scratch, 'none'))
    await run('node', [main, 'registry', 'import', folder], withImported('imported'))
    const { ours, base, ratio } = await compare(
      () => run('node', [main, 'list'], withImported('imported')),
      () => run('node', [main, 'list'], withImported('none')),
      9,
    )
    return {
      what,
      ours: milliseconds(ours),
      base: milliseconds(base),
      ratio: `${ratio.toFixed(2)} ×`,
      target: `≤ ${listTarget} × (± ${listNoise})`,
      missed: ratio > listTarget + listNoise,
    }
  })
}

/** The most memory that one process of a demo run held, as `time -v` reports it. */
export function memory(root) {
  const what = 'peak resident memory of the demo, largest process'
  const main = join(root, 'dist/src/cli/main.js')
  if (!existsSync(main)) return { what, skipped: `${main} was not built` }
  return inScratch(async (scratch) => {
    const log = join(scratch, 'peaks')
    const probe = `data:text/javascript,${encodeURIComponent(`
      import { appendFileSync } from 'node:fs'
      process.on('exit', () => appendFileSync(${JSON.stringify(log)}, process.resourceUsage().maxRSS + '\\n'))
    `)}`
    const options = `${process.env.NODE_OPTIONS ?? ''} --import=${probe}`.trim()
    await run('node', [main, 'demo'], { cwd: scratch, env: { ...process.env, NODE_OPTIONS: options } })
    const kibibytes = readFileSync(log, 'utf8').trim().split('\n').map(Number)
    const peak = Math.max(...kibibytes) / 1024
    return {
      what,
      ours: `${peak.toFixed(0)} MB`,
      base: '',
      ratio: '',
      target: `< ${memoryTarget} MB`,
      missed: !(peak < memoryTarget),
    }
  })
}
