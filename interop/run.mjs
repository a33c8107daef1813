import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  differences,
  differencesOf,
  expectedOf,
  isUndecided,
  mustBeExpected,
  record,
} from './expectations.mjs'
import { checkInstalled } from './installed.mjs'
import { outcomeOf, pairs } from './pairs.mjs'
import { peers } from './peers/index.mjs'
import { checkSecure } from './secure/check.mjs'
import { securePeers } from './secure/index.mjs'
import { judge, sittingsOf } from './suite.mjs'
import { SetupError } from './tools/command.mjs'
import { needPrograms } from './tools/debian.mjs'
import { ownRuns, root } from './tools/folders.mjs'
import { pooled } from './tools/pool.mjs'
import { checkWire } from './wire.mjs'

/** So many runs go on side by side. */
const atOnce = 12
/** A machine that is busy upsets a few cases of a peer; more than these differ for a reason. */
const mostUnsteady = 12
/** So many rows of the list of field bugs are to be shown on a faulty and a mended release. */
const fewestRows = 10

// node interop/run.mjs [PEER…] [--record] [--verbose]: the suite against public implementations, on loopback only.
// Red when a verdict differs from expected/, or when a known fault of a public release is not found.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { record: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
  })
  const unknown = positionals.find((name) => !peers.some((peer) => peer.name === name))
  if (unknown !== undefined)
    throw new SetupError(`there is no peer ${unknown}; choose of ${peers.map(({ name }) => name).join(', ')}`)
  if (!existsSync(join(root, 'dist', 'src', 'cli', 'main.js')))
    throw new SetupError('the suite is not built; npm run build')
  await needPrograms()
  const chosen = peers.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  if (!values.record) for (const { name } of chosen) mustBeExpected(name)
  // One after the other: installations share their caches.
  for (const peer of positionals.length === 0 ? [...chosen, ...securePeers] : chosen) await peer.install()
  // Side by side: most of both is waiting.
  const [{ runs, red }, secure] = await Promise.all([
    judgeAll(chosen, values),
    positionals.length === 0 ? checkSecure() : 0,
  ])
  const captured = chosen
    .filter(({ name }) => name.endsWith('2.0.0-M18'))
    .flatMap((peer) => sittingsOf(peer).map(({ folder }) => join(folder, 'latest')))
  const packed = positionals.length === 0 ? await checkInstalled() : 0
  const wrong =
    red + tellPairs(runs, positionals.length === 0) + (await checkWire(captured)) + secure + packed
  console.log(`\n${chosen.length - red} passed, ${wrong} failed`)
  process.exitCode = wrong === 0 ? 0 : 1
} catch (failure) {
  if (!(failure instanceof SetupError)) throw failure
  console.error(failure.message)
  process.exitCode = 2
}

/**
 * @param {readonly import('./peers/index.mjs').Peer[]} chosen
 * @param {{ record: boolean, verbose: boolean }} options
 */
async function judgeAll(chosen, options) {
  const first = await judgedBy(chosen.flatMap(sittingsOf), atOnce, options)
  // Fewer at once: a calmer machine is what they are judged again for.
  const again = options.record ? [] : await judgedBy(chosen.flatMap(secondLook(first)), 2, options)
  /** @type {Map<string, readonly CaseRecord[]>} */
  const runs = new Map()
  let red = 0
  for (const { name } of chosen) {
    const cases = settled(name, casesOf(first, name), casesOf(again, name))
    runs.set(name, cases)
    if (options.record) record(name, cases)
    const lines = differences(expectedOf(name), cases)
    if (lines.length > 0) red++
    tellPeer(name, cases, lines)
  }
  return { runs, red }
}

/**
 * @typedef {import('./suite.mjs').CaseRecord} CaseRecord
 * @typedef {{ name: string, cases: readonly CaseRecord[] }} Judged what a run found in a peer
 *
 * @param {readonly import('./suite.mjs').Sitting[]} sittings
 * @param {number} side how many go on side by side; most of a run is waiting
 * @param {{ verbose: boolean }} options
 * @returns {Promise<Judged[]>}
 */
function judgedBy(sittings, side, { verbose }) {
  // When one cannot go on, the others end too, and leave no process behind.
  const end = new AbortController()
  setMaxListeners(side, end.signal)
  const work = async (/** @type {import('./suite.mjs').Sitting} */ sitting) => {
    const { peer, selection = 'its whole profile' } = sitting
    const began = Date.now()
    const cases = await judge(sitting, { echo: verbose, signal: end.signal })
    const seconds = Math.round((Date.now() - began) / 1000)
    const by = selection.length > 100 ? `${selection.slice(0, 80)}…` : selection
    console.log(`judged       ${peer.name} by ${by} in ${seconds} s`)
    return { name: peer.name, cases }
  }
  return pooled(sittings, side, work, () => end.abort())
}

/** What all runs found in a peer; a case that several judged counts as the last of them found it. @param {readonly Judged[]} judged @param {string} name */
function casesOf(judged, name) {
  const all = judged.filter((one) => one.name === name).flatMap(({ cases }) => cases)
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

/** @param {string} name @returns {(found: CaseRecord) => boolean} */
function differsFrom(name) {
  const expected = expectedOf(name)
  return (found) => differencesOf(expected[found.id], found).length > 0
}

/** One more run of a peer, by the cases that differ and were left undecided. @param {readonly Judged[]} first @returns {(peer: import('./peers/index.mjs').Peer) => import('./suite.mjs').Sitting[]} */
function secondLook(first) {
  return (peer) => {
    const expected = expectedOf(peer.name)
    const ids = casesOf(first, peer.name)
      .filter(differsFrom(peer.name))
      .filter((found) => isUndecided(expected[found.id], found))
      .map(({ id }) => id)
    if (ids.length === 0 || ids.length > mostUnsteady) return []
    return [{ peer, selection: ids.join(','), folder: join(ownRuns(), `${peer.name}-again`) }]
  }
}

/**
 * A case that was left undecided and is as expected when judged once more was unsteady, and is told as that.
 * @param {string} name
 * @param {readonly CaseRecord[]} first
 * @param {readonly CaseRecord[]} again
 */
function settled(name, first, again) {
  const isDifferent = differsFrom(name)
  return first.map((found) => {
    const second = again.find(({ id }) => id === found.id)
    if (second === undefined || !isDifferent(found) || isDifferent(second)) return found
    console.log(`unsteady     ${name} ${found.id}: ${found.verdict} at first (${found.reason})`)
    return second
  })
}

/** @param {string} name @param {readonly import('./suite.mjs').CaseRecord[]} cases @param {readonly string[]} lines */
function tellPeer(name, cases, lines) {
  const verdicts = [...new Set(cases.map(({ verdict }) => verdict))]
  const counts = verdicts.map((one) => `${cases.filter(({ verdict }) => verdict === one).length} ${one}`)
  console.log(`${lines.length === 0 ? 'as expected' : 'DIFFERENT  '}  ${name}: ${counts.join(', ')}`)
  for (const line of lines) console.log(`  ${line}`)
  if (lines.length > 0) console.log(`  evidence: ${join(ownRuns(), `${name}-*`)}`)
}

/**
 * @param {ReadonlyMap<string, readonly import('./suite.mjs').CaseRecord[]>} runs
 * @param {boolean} isWhole every peer was judged, so that every pair is due; else those whose two releases were
 * @returns {number} what is not shown
 */
function tellPairs(runs, isWhole) {
  const due = pairs.filter(({ faulty, fixed }) => isWhole || (runs.has(faulty) && runs.has(fixed)))
  const shown = new Set()
  let missed = 0
  for (const pair of due) {
    const { before, after, isShown } = outcomeOf(pair, runs)
    const { id, letter, faulty, fixed, fault, row } = pair
    if (!isShown) missed++
    else if (row !== undefined) shown.add(row)
    console.log(
      `${isShown ? 'found' : 'MISSED'}  ${id} ${letter}: ${faulty} ${before}, ${fixed} ${after}: ${row === undefined ? '' : `${row}, `}${fault}`,
    )
  }
  if (!isWhole || shown.size >= fewestRows) return missed
  console.log(`MISSED  ${shown.size} rows of the list of field bugs are shown, and ${fewestRows} are due`)
  return missed + 1
}
