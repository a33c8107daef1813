/** Groups with the same key, in order of first appearance. */
export function groupBy<Item>(items: Iterable<Item>, key: (item: Item) => number): Item[][] {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}
