import { pooled } from '../tools/pool.mjs'
import { securePeers } from './index.mjs'
import { isCurrent, writeTable } from './table.mjs'
import { tried } from './trial.mjs'

/** So many trials go on side by side; most of the longer ones are waiting. */
const atOnce = 4

/**
 * Holds our DTLS and OSCORE against those of others, and the results against docs/interop.md. Prints what is not as it
 * should be.
 * @param {readonly import('./trial.mjs').SecurePeer[]} [peers]
 * @param {{ write?: boolean, verbose?: boolean }} [options] `write`: the page is written anew
 * @returns {Promise<number>} how many trials and sections of the page are wrong
 */
export async function checkSecure(peers = securePeers, { write = false, verbose = false } = {}) {
  // One after the other: installations share their caches.
  for (const peer of peers) await peer.install()
  const all = peers.flatMap((peer) => peer.trials.map((trial) => ({ peer, trial })))
  const first = await pooled(
    all,
    atOnce,
    ({ peer, trial }) => tried(peer, trial),
    () => {},
  )
  // A machine that is busy upsets a few; a second try by itself is what they get.
  const found = []
  for (const one of first) found.push(isDue(one) ? one : await tried(one.peer, one))
  const wrong = found.filter((one) => !isDue(one))
  for (const one of verbose ? found : wrong) tell(one)
  if (write) writeTable(found)
  const stale = peers.filter(({ name, title }) => !isCurrent(title, of(found, name)))
  for (const { title } of stale)
    console.log(`STALE    docs/interop.md on ${title}: look at it, then node interop/secure.mjs --write`)
  for (const { name, title } of peers) {
    const mine = of(found, name)
    console.log(`secured  ${title}: ${mine.filter(isDue).length} of ${mine.length} as they should be`)
  }
  return wrong.length + stale.length
}

/** @typedef {import('./trial.mjs').Tried} Tried */

/** @param {readonly Tried[]} found @param {string} name */
const of = (found, name) => found.filter(({ peer }) => peer.name === name)

/** @param {Tried} tried */
const isDue = ({ due, finding }) => finding.result === due

/** @param {Tried} tried */
function tell(tried) {
  const { peer, role, channel, feature, due, finding } = tried
  const what = `${peer.name} as ${role}, ${channel}, ${feature}: ${finding.result}`
  if (isDue(tried)) console.log(`ok       ${what}`)
  else console.log(`WRONG    ${what}, not ${due}\n         ${finding.seen.trim().slice(-400)}`)
}
