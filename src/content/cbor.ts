import { readCbor } from './cbor-reader.ts'
import { itemName, itemOfValue, wireOfItem } from './cbor-value.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import type { Node, Reading } from './node.ts'
import { canHoldOneValue, soleValue } from './single-value.ts'

/** Reads `application/cbor`: one data item, the value of a resource or resource instance. */
export function decodeCbor(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, 'Core §7.4 CBOR')
  if (!canHoldOneValue(harvest)) return harvest.reading
  const { item, findings } = readCbor(payload)
  harvest.findings.addAll(findings)
  if (item === undefined) return harvest.reading
  const wire = wireOfItem(item, harvest.typeAt(context.base))
  if (wire === undefined) harvest.report(item.offset, `${itemName(item)} is no value of an LwM2M resource`)
  else harvest.addWire(item.offset, context.base, wire)
  return harvest.reading
}

/** Writes `application/cbor`. Throws ContentError unless there is exactly one value, at the path of the request. */
export function encodeCbor(nodes: readonly Node[], context: ContentContext): Uint8Array {
  return itemOfValue(soleValue('application/cbor', nodes, context))
}
