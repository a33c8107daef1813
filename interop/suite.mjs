import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd, SetupError } from './tools/command.mjs'
import { cache, root } from './tools/folders.mjs'

/** Seconds that one run of the suite may take. */
const longestRun = 1200

/**
 * One run of the suite: a peer and the cases that it is judged by.
 * @typedef {{ peer: import('./peers/index.mjs').Peer, selection: string | undefined, folder: string }} Sitting
 */

/** The runs that a peer asks for, each in a folder of its own. @param {import('./peers/index.mjs').Peer} peer @returns {Sitting[]} */
export function sittingsOf(peer) {
  return (peer.runs ?? [undefined]).map((selection, index) => {
    return { peer, selection, folder: join(cache, 'runs', `${peer.name}-${index + 1}`) }
  })
}

/**
 * Runs the suite against one public implementation, over loopback. The peer is installed.
 * @param {Sitting} sitting
 * @param {{ port: number, echo: boolean }} options `port`: the first of ten that are ours
 * @returns {Promise<readonly CaseRecord[]>}
 */
export async function judge({ peer, selection, folder }, { port, echo }) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const run = await readied(peer, { port, out: folder, echo })
  return run(selection === undefined ? [] : ['--cases', selection])
}

/**
 * Says how the suite is run against a peer.
 * @param {import('./peers/index.mjs').Peer} peer
 * @param {{ port: number, out: string, echo: boolean }} options
 * @returns {Promise<(more: readonly string[]) => Promise<readonly CaseRecord[]>>}
 */
async function readied(peer, { port, out, echo }) {
  const { judged, lwm2m, name } = peer
  const common = [judged, '--out', out, '--lwm2m', lwm2m, '--profile', `ets-${lwm2m}`, '--seed', 'interop']
  common.push('--timing', 'short', '--no-operator', '--no-allure')
  common.push('--allow', 'reboot', '--allow', 'bootstrap')
  if (peer.judged === 'client') {
    const { launch, launchBootstrap } = await peer.install()
    const commands = ['--launch', commandLine(launch), '--launch-bootstrap', commandLine(launchBootstrap)]
    const places = ['--listen', `127.0.0.1:${port}`, '--endpoint', name]
    return (more) => runSuite([...common, ...places, ...commands, ...more], { out, echo })
  }
  const { start } = await peer.install()
  const web = port + 1
  const places = ['--target', `coap://127.0.0.1:${port}`, '--listen', `127.0.0.1:${port + 2}`]
  const upperTester = peer.upperTester === undefined ? [] : ['--upper-tester', peer.upperTester(web)]
  return async (more) => {
    const running = await start({ port, web, log: join(out, 'peer.log') })
    try {
      return await runSuite([...common, ...places, ...upperTester, ...more], { out, echo })
    } finally {
      await running.stop()
    }
  }
}

/** @typedef {{ id: string, verdict: string, reason: string, criteria: readonly CriterionRecord[] }} CaseRecord */
/** @typedef {{ letter: string, text: string, verdict: string, expected: string, seen: string }} CriterionRecord */

/**
 * @param {readonly string[]} words
 * @param {{ out: string, echo: boolean }} options
 * @returns {Promise<readonly CaseRecord[]>} the cases of `run.json`
 */
async function runSuite(words, { out, echo }) {
  const before = new Set(readdirSync(out))
  const main = join(root, 'dist', 'src', 'cli', 'main.js')
  const { code, output } = await runToEnd(process.execPath, [main, 'run', ...words], {
    timeout: longestRun,
    echo,
  })
  const folder = readdirSync(out).find((name) => !before.has(name) && /^\d{4}-/.test(name))
  if (code === 2 || code === null || folder === undefined)
    throw new SetupError(
      `the suite did not run (exit ${code}): ${output.trim().split('\n').slice(-5).join(' | ')}`,
    )
  return JSON.parse(readFileSync(join(out, folder, 'run.json'), 'utf8')).cases
}

/** Words as the suite's `--launch` takes them apart. @param {readonly string[]} words */
function commandLine(words) {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')
}
