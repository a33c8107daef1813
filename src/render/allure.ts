import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  caseKeyText,
  hasEnded,
  type JournalEvent,
  JournalFollower,
  journalFile,
  maskEvent,
  type RunRecord,
  runRecord,
} from '#record'
import { makeFolder } from '../make-folder.ts'
import { runScript } from './allure/run-script.ts'
import { type AllureSetting, settingVariable } from './allure/setting.ts'
import { withoutAnalytics } from './allure/without-analytics.ts'
import { iutName } from './words.ts'

const require = createRequire(import.meta.url)

/**
 * Writes `allure-results/` and `allure.html` into a run folder. With `follow` it goes along with a run that is being
 * written and resolves after the run's end; otherwise it tells the journal as it stands. Vitest and Allure run as
 * child processes, which end when this process does. Throws when the journal is corrupt or a result is missing.
 */
export async function renderAllure(wanted: {
  readonly runFolder: string
  readonly follow: boolean
}): Promise<{ html: string; results: string }> {
  const { follow } = wanted
  const runFolder = resolve(wanted.runFolder)
  const results = join(runFolder, 'allure-results')
  rmSync(results, { recursive: true, force: true })
  makeFolder(results)
  const journal = new JournalFollower(journalFile(runFolder))
  const told = new Set<string>()
  try {
    for (;;) {
      journal.look()
      const cases = caseKeys(journal.events).filter((key) => !told.has(key))
      for (const key of cases) told.add(key)
      if (cases.length > 0)
        await writeResults({ runFolder, results, cases, follow }, journal.events, told.size)
      else if (!follow || hasEnded(journal.events)) break
      else await moreToTell(journal)
    }
  } finally {
    journal.close()
  }
  return { html: await writeHtml(runFolder, results, runRecord(journal.events.map(maskEvent))), results }
}

async function moreToTell(journal: JournalFollower): Promise<void> {
  let fresh: readonly JournalEvent[]
  do fresh = await journal.next()
  while (!fresh.some(({ event }) => event === 'planned' || event === 'run-ended'))
}

function caseKeys(events: readonly JournalEvent[]): string[] {
  const isStarted = events.some(({ event }) => event === 'run-started')
  return isStarted ? runRecord(events).cases.map(caseKeyText) : []
}

function environmentOf(record: RunRecord): Record<string, string> {
  const { run, tool, lwm2m, profile, transport, channel, timing, notCertifiable } = record
  return {
    IUT: iutName(record.iut),
    LwM2M: lwm2m,
    Profile: profile,
    Transport: transport,
    Channel: channel,
    Timing: timing,
    Run: run,
    Tool: `${tool.name} ${tool.version}, Node ${tool.node}`,
    ...(notCertifiable.length === 0 ? {} : { 'Not certifiable': notCertifiable.join('; ') }),
  }
}

/** Follows the cases in a process of their own, which keeps this one's memory and console clean. */
async function writeResults(
  wanted: Pick<AllureSetting, 'runFolder' | 'results' | 'cases' | 'follow'>,
  events: readonly JournalEvent[],
  expected: number,
): Promise<void> {
  const own = fileURLToPath(import.meta.url)
  const config = join(dirname(own), 'allure', `vitest.config${extname(own)}`)
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
  const cache = temporaryFolder()
  const environment = environmentOf(runRecord(events.map(maskEvent)))
  const setting: AllureSetting = { ...wanted, environment, cache }
  try {
    const output = await runScript(vitest, ['run', '--config', config, '--configLoader', 'runner'], {
      cwd: dirname(config),
      variables: { [settingVariable]: JSON.stringify(setting) },
    })
    const written = readdirSync(wanted.results).filter((name) => name.endsWith('-result.json')).length
    if (written === expected) return
    throw new Error(
      `Vitest wrote ${written} of ${expected} Allure results into ${wanted.results}:\n${output.trim()}`,
    )
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lwm2m-conformance-allure-'))
}

async function writeHtml(runFolder: string, results: string, record: RunRecord): Promise<string> {
  const html = join(runFolder, 'allure.html')
  const allure = join(dirname(require.resolve('allure')), '..', 'cli.js')
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'allurerc.json'), JSON.stringify({ categories: { rules: categories } }))
  const name = `LwM2M conformance: ${iutName(record.iut)}, ${record.run}`
  try {
    const output = await runScript(
      allure,
      [
        'awesome',
        results,
        '--single-file',
        '--output',
        folder,
        '--name',
        name,
        '--group-by',
        'parentSuite,suite,feature',
      ],
      { cwd: folder, variables: {} },
    )
    const [index] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((found) =>
      found.endsWith('index.html'),
    )
    if (index === undefined) throw new Error(`Allure wrote no report of ${results}:\n${output.trim()}`)
    writeFileSync(html, withoutAnalytics(readFileSync(join(folder, index), 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return html
}

/** Groups of results that are no PASS, in the words of this suite. */
const categories = [
  { name: 'Criterion not met (FAIL)', matchers: [{ labels: { verdict: 'FAIL' } }] },
  { name: 'Tester error (ERROR)', matchers: [{ labels: { verdict: 'ERROR' } }] },
  { name: 'Not decided (INCONCLUSIVE)', matchers: [{ labels: { verdict: 'INCONCLUSIVE' } }] },
  { name: 'Not applicable', matchers: [{ labels: { verdict: 'NOT APPLICABLE' } }] },
]
