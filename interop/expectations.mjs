import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './tools/command.mjs'
import { root } from './tools/folders.mjs'

/**
 * What the suite is to find in one public implementation. Every case that does not pass says why.
 * @typedef {{ verdict: string, criteria: Record<string, string>, because?: string, wrong?: Blame, clause?: string }} ExpectedCase
 * @typedef {'peer' | 'suite' | 'host' | 'nobody'} Blame who is wrong: nobody when a case cannot be judged there
 * @typedef {Record<string, ExpectedCase>} Expected by case
 */

/** A frame of another case, an option of the run, a claim of the ICS, or how the Client registered. */
const toldOtherwise = /\bin frame \d+ of |\bit needs --|\bICS\b|\bin queue mode\b/

/** @param {string} name of the peer */
const fileOf = (name) => join(root, 'interop', 'expected', `${name}.json`)

/** @param {string} name @returns {Expected} */
export function expectedOf(name) {
  const file = fileOf(name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/**
 * Where a run differs from what is expected, a line each; empty when it does not.
 * @param {Expected} expected
 * @param {readonly import('./suite.mjs').CaseRecord[]} cases
 */
export function differences(expected, cases) {
  const lines = cases.flatMap((found) => differencesOf(expected[found.id], found))
  const missing = Object.keys(expected).filter((id) => !cases.some((found) => found.id === id))
  return [...lines, ...missing.map((id) => `${id}: expected ${expected[id]?.verdict}, now not run`)]
}

/**
 * Where one case differs from what is expected of it, a line each.
 * @param {ExpectedCase | undefined} before
 * @param {import('./suite.mjs').CaseRecord} found
 */
export function differencesOf(before, { id, verdict, reason, frame, criteria }) {
  if (before === undefined)
    return [`${id}: not expected at all, now ${verdict}${reason === '' ? '' : ` (${reason})`}`]
  const lines = []
  if (before.verdict !== verdict)
    lines.push(`${id}: expected ${before.verdict}, now ${verdict} ${reason}`.trimEnd())
  for (const { letter, text, verdict: now, expected: wanted, seen } of criteria) {
    const was = before.criteria[letter] ?? 'not judged'
    if (was !== now)
      lines.push(`${id} ${letter} "${text}": expected ${was}, now ${now} (wanted ${wanted}; seen ${seen})`)
  }
  for (const letter of Object.keys(before.criteria))
    if (!criteria.some((criterion) => criterion.letter === letter))
      lines.push(`${id} ${letter}: expected ${before.criteria[letter]}, now not judged`)
  if (verdict !== 'PASS' && before.because === undefined)
    lines.push(`${id}: expected ${verdict}, but nobody has written down who is wrong and why`)
  if (verdict === 'NOT APPLICABLE' && frame === null && !toldOtherwise.test(reason))
    lines.push(`${id}: NOT APPLICABLE without the frame that shows it: ${reason}`)
  if (verdict === 'FAIL' && (before.wrong === undefined || before.clause === undefined))
    lines.push(`${id}: expected FAIL, but nobody has written down who is wrong and by which clause`)
  return lines
}

/**
 * Whether a case that differs may be judged once more: nothing in it was decided otherwise than expected, as when a
 * busy machine let an answer come too late. A PASS that became a FAIL, or a FAIL that became a PASS, is a change.
 * @param {ExpectedCase | undefined} before
 * @param {import('./suite.mjs').CaseRecord} found
 */
export function isUndecided(before, { verdict, frame, criteria }) {
  if (before === undefined || verdict === 'PASS' || verdict === 'FAIL') return false
  // What an answer shows not to apply was decided by that answer.
  if (verdict === 'NOT APPLICABLE' && frame !== null) return false
  const decided = criteria.filter((criterion) => criterion.verdict === 'PASS' || criterion.verdict === 'FAIL')
  return decided.every((criterion) => before.criteria[criterion.letter] === criterion.verdict)
}

/**
 * Writes what a run found as what is expected; the reasons that were there stay with their verdict.
 * @param {string} name
 * @param {readonly import('./suite.mjs').CaseRecord[]} cases
 */
export function record(name, cases) {
  const before = expectedOf(name)
  /** @type {Expected} */
  const expected = {}
  const order = new Intl.Collator('en', { numeric: true }).compare
  for (const { id, verdict, criteria } of cases.toSorted((one, other) => order(one.id, other.id))) {
    const letters = Object.fromEntries(criteria.map((criterion) => [criterion.letter, criterion.verdict]))
    const { because, wrong, clause } = before[id]?.verdict === verdict ? before[id] : {}
    const why = verdict === 'PASS' || because === undefined ? {} : { wrong, clause, because }
    expected[id] = { verdict, criteria: letters, ...why }
  }
  writeFileSync(fileOf(name), `${JSON.stringify(expected, null, 2)}\n`)
}

/** @param {string} name @throws SetupError when there is none */
export function mustBeExpected(name) {
  if (!existsSync(fileOf(name)))
    throw new SetupError(`expected/${name}.json is missing; run with --record once`)
}
