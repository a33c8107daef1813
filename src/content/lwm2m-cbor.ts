import { type CborEntry, type CborItem, readCbor } from './cbor-reader.ts'
import { itemName, itemOfValue, wireOfItem } from './cbor-value.ts'
import { cborInteger, cborMap } from './cbor-writer.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import type { Ids, Node, Reading } from './node.ts'
import { isWithin, maxId, pathText } from './path.ts'
import { type Branch, isBranch, treeOf } from './tree.ts'

/** A leaf of the maps: a value, or an empty map for the bare existence of an instance or multiple resource. */
interface Leaf {
  readonly path: Ids
  readonly item: CborItem
}

/**
 * Reads LwM2M CBOR: maps in maps, keyed by an id or by an array of ids, from the object id down. Paths that only make
 * sense below the path of the request (as an ambiguous text of 1.2.0 allowed for Write and Create) are read so, with a
 * finding.
 */
export function decodeLwm2mCbor(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, 'Core 1.2 §7.4 LwM2M CBOR')
  const { item, findings } = readCbor(payload)
  harvest.findings.addAll(findings)
  if (item === undefined) return harvest.reading
  if (item.kind !== 'map') {
    harvest.report(item.offset, `${itemName(item)} where a map from object ids down is due`)
    return harvest.reading
  }
  const leaves: Leaf[] = []
  collect(item.entries, [], leaves, harvest)
  const base = leaves.length > 0 && areRelative(leaves, context.base) ? context.base : []
  if (base.length > 0) {
    harvest.report(
      item.offset,
      `ids below the requested ${pathText(base)}, where they are to start at the object id`,
    )
  }
  for (const leaf of leaves) addLeaf(harvest, leaf.item, [...base, ...leaf.path])
  return harvest.reading
}

/** Writes LwM2M CBOR, as nested maps of definite length. Time stamps are not carried. Throws ContentError. */
export function encodeLwm2mCbor(nodes: readonly Node[], context: ContentContext): Uint8Array {
  return writeBranch(treeOf(nodes, context.base))
}

function writeBranch(branch: Branch): Uint8Array {
  return cborMap(
    [...branch.children].map(([id, entry]) => [
      cborInteger(BigInt(id)),
      isBranch(entry) ? writeBranch(entry) : itemOfValue(entry),
    ]),
  )
}

function collect(entries: readonly CborEntry[], above: Ids, leaves: Leaf[], harvest: Harvest): void {
  for (const [key, item] of entries) {
    const ids = idsOf(key)
    if (ids === undefined || ids.length === 0) {
      harvest.report(key.offset, 'a key must be an id of 0 to 65535 or an array of one or more of them')
      continue
    }
    const path = [...above, ...ids]
    if (path.length > 4)
      harvest.report(key.offset, `${path.length} ids deep below the root, where four is the end`)
    else if (item.kind === 'map' && item.entries.length > 0) collect(item.entries, path, leaves, harvest)
    else leaves.push({ path, item })
  }
}

function idsOf(key: CborItem): Ids | undefined {
  const items = key.kind === 'array' ? key.items : [key]
  const ids: number[] = []
  for (const item of items) {
    if (item.kind !== 'integer' || item.value < 0n || item.value > maxId) return undefined
    ids.push(Number(item.value))
  }
  return ids
}

function areRelative(leaves: readonly Leaf[], base: Ids): boolean {
  return leaves.every(({ path, item }) => {
    const length = base.length + path.length
    return !isWithin(path, base) && length <= 4 && length >= (item.kind === 'map' ? 2 : 3)
  })
}

function addLeaf(harvest: Harvest, item: CborItem, path: Ids): void {
  if (item.kind === 'map') {
    // An object without instances: whether that may be said is not settled, and it is no node.
    if (path.length > 1) harvest.add(item.offset, path)
    return
  }
  const wire = wireOfItem(item, harvest.typeAt(path))
  if (wire === undefined)
    harvest.report(item.offset, `${pathText(path)}: ${itemName(item)} is no value of a resource`)
  else harvest.addWire(item.offset, path, wire)
}
