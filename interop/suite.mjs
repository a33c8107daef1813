import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd, SetupError } from './tools/command.mjs'
import { cache, root } from './tools/folders.mjs'

/** Seconds that one run of the suite may take. */
const longestRun = 600

/**
 * Runs the suite against one public implementation, over loopback.
 * @param {import('./peers/index.mjs').Peer} peer
 * @param {{ port: number, cases?: string | undefined, echo: boolean }} options
 * `port`: the first of ten that are ours; `cases`: a selection in place of the peer's own
 * @returns {Promise<RunRecord>} what `run.json` holds
 */
export async function judge(peer, { port, cases = peer.cases, echo }) {
  const out = join(cache, 'runs', peer.name)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const common = ['--out', out, '--lwm2m', peer.lwm2m, '--profile', `ets-${peer.lwm2m}`]
  common.push('--seed', 'interop', '--timing', 'short', '--no-operator', '--no-allure')
  if (cases !== undefined) common.push('--cases', cases)
  if (peer.judged === 'client') {
    const { launch, launchBootstrap } = await peer.install()
    const allowed = peer.allow.flatMap((impact) => ['--allow', impact])
    const commands = ['--launch', commandLine(launch), '--launch-bootstrap', commandLine(launchBootstrap)]
    const places = ['--listen', `127.0.0.1:${port}`, '--endpoint', peer.name]
    return run(['client', ...common, ...places, ...allowed, ...commands], { out, echo })
  }
  const { start } = await peer.install()
  const web = port + 1
  const running = await start({ port, web, log: join(out, 'peer.log') })
  try {
    const places = ['--target', `coap://127.0.0.1:${port}`, '--listen', `127.0.0.1:${port + 2}`]
    const upperTester = peer.upperTester === undefined ? [] : ['--upper-tester', peer.upperTester(web)]
    return await run([peer.judged, ...common, ...places, ...upperTester], { out, echo })
  } finally {
    await running.stop()
  }
}

/** @typedef {{ cases: readonly CaseRecord[] }} RunRecord */
/** @typedef {{ id: string, verdict: string, reason: string, criteria: readonly CriterionRecord[] }} CaseRecord */
/** @typedef {{ letter: string, text: string, verdict: string, expected: string, seen: string }} CriterionRecord */

/** @param {readonly string[]} words @param {{ out: string, echo: boolean }} options @returns {Promise<RunRecord>} */
async function run(words, { out, echo }) {
  const main = join(root, 'dist', 'src', 'cli', 'main.js')
  const { code, output } = await runToEnd(process.execPath, [main, 'run', ...words], { timeout: longestRun, echo })
  const folder = readdirSync(out, { withFileTypes: true }).find((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  if (code === 2 || code === null || folder === undefined)
    throw new SetupError(`the suite did not run (exit ${code}): ${output.trim().split('\n').slice(-5).join(' | ')}`)
  return JSON.parse(readFileSync(join(out, folder.name, 'run.json'), 'utf8'))
}

/** Words as the suite's `--launch` takes them apart. @param {readonly string[]} words */
function commandLine(words) {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')
}
