/**
 * Does a piece of work for each item, some side by side, the first ones first. When one fails, no further one begins,
 * `giveUp` is called so that those under way can end, and the failure is thrown once they have.
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {number} atOnce
 * @param {(item: Item) => Promise<Result>} work
 * @param {() => void} giveUp
 * @returns {Promise<Result[]>} in the order of the items
 */
export async function pooled(items, atOnce, work, giveUp) {
  const waiting = [...items.entries()]
  /** @type {Result[]} */
  const results = []
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, item] = next
      results[place] = await work(item)
    }
  }
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, () =>
      worker().catch((failure) => {
        waiting.length = 0
        giveUp()
        throw failure
      }),
    ),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return results
}
