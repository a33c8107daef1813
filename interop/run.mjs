import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { differences, differencesOf, expectedOf, mustBeExpected, record } from './expectations.mjs'
import { outcomeOf, pairs } from './pairs.mjs'
import { peers } from './peers/index.mjs'
import { judge, sittingsOf } from './suite.mjs'
import { SetupError } from './tools/command.mjs'
import { needPrograms } from './tools/debian.mjs'
import { ownRuns, root } from './tools/folders.mjs'
import { checkWire } from './wire.mjs'

/** So many runs go on side by side. */
const atOnce = 4
/** A machine that is busy upsets a few cases of a peer; more than these differ for a reason. */
const mostUnsteady = 12

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
  const { runs, red } = await judgeAll(chosen, values)
  const captured = chosen
    .filter(({ name }) => name.endsWith('2.0.0-M18'))
    .flatMap((peer) => sittingsOf(peer).map(({ folder }) => join(folder, 'latest')))
  const wrong = red + tellPairs(runs) + (await checkWire(captured))
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
  /** @type {Map<string, readonly import('./suite.mjs').CaseRecord[]>} */
  const runs = new Map()
  if (!options.record) for (const { name } of chosen) mustBeExpected(name)
  // One after the other: installations share their caches.
  for (const peer of chosen) await peer.install()
  const sittings = chosen.flatMap(sittingsOf)
  const end = new AbortController()
  const surroundings = { echo: options.verbose, signal: end.signal }
  const waiting = [...sittings]
  /** @type {Map<import('./suite.mjs').Sitting, readonly import('./suite.mjs').CaseRecord[]>} */
  const found = new Map()
  const worker = async () => {
    for (let sitting = waiting.shift(); sitting !== undefined; sitting = waiting.shift()) {
      found.set(sitting, await judge(sitting, surroundings))
      console.log(`judged       ${sitting.peer.name} by ${sitting.selection ?? 'its whole profile'}`)
    }
  }
  // Most of a run is waiting. When one cannot go on, the others end too, and leave no process behind.
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, () =>
      worker().catch((failure) => {
        waiting.length = 0
        end.abort()
        throw failure
      }),
    ),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  let red = 0
  for (const peer of chosen) {
    const { name } = peer
    const all = sittings
      .filter((sitting) => sitting.peer === peer)
      .flatMap((sitting) => found.get(sitting) ?? [])
    // A case that several runs judged counts as the last of them found it.
    const first = [...new Map(all.map((one) => [one.id, one])).values()]
    const cases = options.record ? first : await lookedAtTwice(peer, first, surroundings)
    runs.set(name, cases)
    if (options.record) record(name, cases)
    const lines = differences(expectedOf(name), cases)
    if (lines.length > 0) red++
    tellPeer(name, cases, lines)
  }
  return { runs, red }
}

/**
 * Judges the cases that differ once more: what is as expected then was unsteady, and is told as that.
 * @param {import('./peers/index.mjs').Peer} peer
 * @param {readonly import('./suite.mjs').CaseRecord[]} cases
 * @param {{ echo: boolean, signal: AbortSignal }} surroundings
 */
async function lookedAtTwice(peer, cases, surroundings) {
  const expected = expectedOf(peer.name)
  const isDifferent = (found) => differencesOf(expected[found.id], found).length > 0
  const ids = cases.filter(isDifferent).map(({ id }) => id)
  if (ids.length === 0 || ids.length > mostUnsteady) return cases
  const again = await judge(
    { peer, selection: ids.join(','), folder: join(ownRuns(), `${peer.name}-again`) },
    surroundings,
  )
  return cases.map((found) => {
    const second = again.find(({ id }) => id === found.id)
    if (second === undefined || isDifferent(second)) return found
    console.log(`unsteady     ${peer.name} ${found.id}: ${found.verdict} at first (${found.reason})`)
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

/** @param {ReadonlyMap<string, readonly import('./suite.mjs').CaseRecord[]>} runs @returns {number} pairs not shown */
function tellPairs(runs) {
  let missed = 0
  for (const pair of pairs.filter(({ faulty, fixed }) => runs.has(faulty) && runs.has(fixed))) {
    const { before, after, isShown } = outcomeOf(pair, runs)
    if (!isShown) missed++
    const { id, letter, faulty, fixed, fault } = pair
    console.log(
      `${isShown ? 'found' : 'MISSED'}  ${id} ${letter}: ${faulty} ${before}, ${fixed} ${after}: ${fault}`,
    )
  }
  return missed
}
