/**
 * What a peer and we do with each other, and what is to come of it.
 * @typedef {object} Trial
 * @property {'client' | 'server'} role the peer's
 * @property {string} channel the cipher suite, or OSCORE's algorithm
 * @property {string} feature
 * @property {string} due the result that both sides being right leads to
 * @property {string} [note] why it is this one, where it is not `works`
 * @property {() => Promise<Finding>} [run] without it the peer has nothing to show: `due` is `not offered`
 *
 * @typedef {{ result: string, seen: string }} Finding `seen` is for whoever has to find out why
 *
 * @typedef {object} SecurePeer
 * @property {string} name
 * @property {string} title with where it comes from, as the table calls it
 * @property {() => Promise<void>} install
 * @property {readonly Trial[]} trials
 *
 * @typedef {Trial & { peer: SecurePeer, finding: Finding }} Tried
 */

export const notOffered = 'not offered'

/** Something that the peer does not have. @param {Omit<Trial, 'due' | 'run'> & { note: string }} facts @returns {Trial} */
export const lacking = (facts) => ({ ...facts, due: notOffered })

/** @param {SecurePeer} peer @param {Trial} trial @returns {Promise<Tried>} */
export async function tried(peer, trial) {
  const finding = (await trial.run?.()) ?? { result: notOffered, seen: '' }
  return { ...trial, peer, finding }
}
