import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd, SetupError } from './tools/command.mjs'
import { ownRuns, root } from './tools/folders.mjs'
import { freePorts } from './tools/ports.mjs'

const main = join(root, 'dist', 'src', 'cli', 'main.js')
/** Seconds that one run of the suite may take. */
const longestRun = 1200

/**
 * One run of the suite: a peer and the cases that it is judged by.
 * @typedef {{ peer: import('./peers/index.mjs').Peer, selection: string | undefined, folder: string }} Sitting
 */

/** The runs that a peer asks for, each in a folder of its own. @param {import('./peers/index.mjs').Peer} peer @returns {Sitting[]} */
export function sittingsOf(peer) {
  const { name, runs = [undefined] } = peer
  const picked = runs.filter((selection) => selection !== undefined)
  const rest = picked.length > 0 && picked.length < runs.length ? restOf(peer, picked) : undefined
  return runs.map((selection = rest, index) => {
    return { peer, selection, folder: join(ownRuns(), `${name}-${index + 1}`) }
  })
}

/** What of the profile of a peer no other run picks. @param {import('./peers/index.mjs').Peer} peer @param {readonly string[]} picked */
function restOf({ judged, lwm2m }, picked) {
  const others = new Set(listed('--cases', picked.join(',')).map(({ id }) => id))
  return listed('--profile', `ets-${lwm2m}`)
    .filter(({ judges, editions }) => judges.includes(judged) && editions.includes(lwm2m))
    .filter(({ id, notExecuted }) => !others.has(id) && notExecuted === null)
    .map(({ id }) => id.replace('int-', ''))
    .join(',')
}

/**
 * @typedef {{ id: string, judges: string[], editions: string[], notExecuted: string | null }} ListedCase
 *
 * @param {readonly string[]} words
 * @returns {ListedCase[]} as the command list says
 */
function listed(...words) {
  const options = /** @type {const} */ ({ encoding: 'utf8', maxBuffer: 2 ** 26 })
  return JSON.parse(execFileSync(process.execPath, [main, 'list', '--json', ...words], options))
}

/**
 * Runs the suite against one public implementation, over loopback. The peer is installed.
 * @param {Sitting} sitting
 * @param {{ echo: boolean, signal: AbortSignal }} options `echo` passes the suite's output on; `signal` ends it at once
 * @returns {Promise<readonly CaseRecord[]>}
 */
export async function judge({ peer, selection, folder }, { echo, signal }) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const run = await readied(peer, { out: folder, echo, signal })
  return run(selection === undefined ? [] : ['--cases', selection])
}

/**
 * Says how the suite is run against a peer.
 * @param {import('./peers/index.mjs').Peer} peer
 * @param {Surroundings} surroundings
 * @returns {Promise<(more: readonly string[]) => Promise<readonly CaseRecord[]>>}
 *
 * @typedef {object} Surroundings
 * @property {string} out the folder that gets a folder for the run
 * @property {boolean} echo
 * @property {AbortSignal} signal
 */
async function readied(peer, surroundings) {
  const { judged, lwm2m, name, claims, strict } = peer
  const { out } = surroundings
  const common = [judged, '--out', out, '--lwm2m', lwm2m, '--profile', `ets-${lwm2m}`, '--seed', 'interop']
  common.push('--timing', 'short', '--no-operator', '--no-allure')
  common.push('--allow', 'reboot,bootstrap,firmware')
  if (strict) common.push('--strict')
  if (peer.channel !== undefined) common.push(...peer.channel.words)
  if (claims !== undefined) common.push('--ics', join(root, 'interop', 'claims', `${claims}.json`))
  if (peer.judged === 'client') {
    const { launch, launchBootstrap } = await peer.install()
    const commands = ['--launch', commandLine(launch)]
    if (launchBootstrap !== undefined) commands.push('--launch-bootstrap', commandLine(launchBootstrap))
    const places = ['--listen', `127.0.0.1:${await freePorts(1)}`, '--endpoint', name]
    return (more) => runSuite([...common, ...places, ...commands, ...more], surroundings)
  }
  const { start } = await peer.install()
  const port = await freePorts(3)
  const web = port + 1
  const places = [
    '--target',
    `${peer.channel?.scheme ?? 'coap'}://127.0.0.1:${port}`,
    '--listen',
    `127.0.0.1:${port + 2}`,
  ]
  const upperTester = peer.upperTester === undefined ? [] : ['--upper-tester', peer.upperTester(web)]
  return async (more) => {
    const running = await start({ port, web, log: join(out, 'peer.log') })
    try {
      return await runSuite([...common, ...places, ...upperTester, ...more], surroundings)
    } finally {
      await running.stop()
    }
  }
}

/** @typedef {{ id: string, verdict: string, reason: string, frame: number | null, criteria: readonly CriterionRecord[] }} CaseRecord */
/** @typedef {{ letter: string, text: string, verdict: string, expected: string, seen: string }} CriterionRecord */

/**
 * @param {readonly string[]} words
 * @param {Surroundings} surroundings
 * @returns {Promise<readonly CaseRecord[]>} the cases of `run.json`
 */
async function runSuite(words, { out, echo, signal }) {
  const before = new Set(readdirSync(out))
  const { code, output } = await runToEnd(process.execPath, [main, 'run', ...words], {
    timeout: longestRun,
    echo,
    signal,
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
