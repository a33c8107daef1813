import { concat } from './bytes.ts'
import { ContentError } from './content-error.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import type { Ids, Node, Reading, Value } from './node.ts'
import { pathText } from './path.ts'
import { readTlvs, type TlvEntry, type TlvKind, tlvKinds } from './tlv-reader.ts'
import { readTlvValue, tlvValueOctets } from './tlv-value.ts'
import { type Branch, branchAt, isBranch, treeOf } from './tree.ts'

const clause = 'Core §7.4 TLV'

/**
 * Reads `application/vnd.oma.lwm2m+tlv`. Without an instance in the request, resources must stand in Object Instance
 * TLVs; with one, a wrapping TLV of that instance is allowed. Bits 2-0 of the type are ignored where a length follows.
 */
export function decodeTlv(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, clause)
  const [object, instance, resource] = context.base
  if (object === undefined) {
    harvest.report(0, 'TLV names no object, so it carries nothing for the root path')
    return harvest.reading
  }
  for (const entry of entriesOf(harvest, payload, 0)) {
    if (entry.kind === 'object instance') readInstance(harvest, entry, [object, entry.id])
    else if (entry.kind === 'resource instance')
      readLoneInstance(harvest, entry, [object, instance, resource])
    else readResource(harvest, entry, [object, instance ?? unnamedInstance(harvest, entry)])
  }
  return harvest.reading
}

/** Writes TLV with the shortest heads. Throws {@link ContentError}, among others for the root path. */
export function encodeTlv(nodes: readonly Node[], context: ContentContext): Uint8Array {
  const { base } = context
  const [object, instance] = base
  if (object === undefined)
    throw new ContentError('TLV names no object: it carries nothing for the root path')
  const tree = treeOf(nodes, base)
  if (base.length === 4) {
    const [id, value] = [...branchAt(tree, base.slice(0, 3)).children][0] ?? []
    return id === undefined || value === undefined || isBranch(value)
      ? new Uint8Array(0)
      : tlv('resource instance', id, tlvValueOctets(value))
  }
  if (instance !== undefined) return writeResources(branchAt(tree, [object, instance]), [object, instance])
  const instances = [...branchAt(tree, [object]).children].map(([id, entry]) =>
    tlv('object instance', id, writeResources(asBranch(entry, [object, id]), [object, id])),
  )
  return concat(instances)
}

function entriesOf(harvest: Harvest, octets: Uint8Array, start: number): TlvEntry[] {
  const { entries, stop } = readTlvs(octets, start)
  if (stop !== undefined) harvest.report(stop.offset, stop.text, stop.clause)
  return entries
}

function readInstance(harvest: Harvest, { offset, valueOffset, value }: TlvEntry, path: Ids): void {
  if (value.length === 0) harvest.add(offset, path)
  for (const entry of entriesOf(harvest, value, valueOffset)) {
    if (entry.kind === 'resource' || entry.kind === 'multiple resource') readResource(harvest, entry, path)
    else harvest.report(entry.offset, `a TLV of type ${entry.kind} directly in ${pathText(path)}`)
  }
}

function readResource(harvest: Harvest, entry: TlvEntry, instance: Ids): void {
  const path = [...instance, entry.id]
  if (entry.kind === 'resource') {
    readValue(harvest, entry, path)
    return
  }
  if (entry.value.length === 0) harvest.add(entry.offset, path)
  for (const part of entriesOf(harvest, entry.value, entry.valueOffset)) {
    if (part.kind === 'resource instance') readValue(harvest, part, [...path, part.id])
    else harvest.report(part.offset, `a TLV of type ${part.kind} in the multiple resource ${pathText(path)}`)
  }
}

/** A Resource Instance TLV outside of a multiple resource: in order only where the request names the resource instance. */
function readLoneInstance(harvest: Harvest, entry: TlvEntry, above: readonly (number | undefined)[]): void {
  const [object = 0, instance = 0, resource] = above
  if (harvest.context.base.length === 4 && resource !== undefined) {
    readValue(harvest, entry, [object, instance, resource, entry.id])
    return
  }
  harvest.report(
    entry.offset,
    `a TLV of type resource instance (01) with the id ${entry.id} outside of a multiple resource`,
  )
  const isOfMultiple =
    resource !== undefined && harvest.shapeAt([object, instance, resource])?.multiple === true
  readValue(
    harvest,
    entry,
    isOfMultiple ? [object, instance, resource, entry.id] : [object, instance, entry.id],
  )
}

function readValue(harvest: Harvest, { offset, valueOffset, value: octets }: TlvEntry, path: Ids): void {
  const { value, problem } = readTlvValue(octets, harvest.typeAt(path))
  if (problem !== undefined) harvest.report(valueOffset, `${pathText(path)}: ${problem}`, 'Core Appendix C')
  harvest.add(offset, path, value)
}

function unnamedInstance(harvest: Harvest, { offset, kind }: TlvEntry): number {
  const { unnamedInstance: given, base } = harvest.context
  if (given === undefined)
    harvest.report(offset, `a TLV of type ${kind} for ${pathText(base)}, without Object Instance TLV`)
  return given ?? 0
}

function writeResources(instance: Branch, path: Ids): Uint8Array {
  const resources = [...instance.children].map(([id, entry]) =>
    isBranch(entry)
      ? tlv('multiple resource', id, writeInstances(entry, [...path, id]))
      : tlv('resource', id, tlvValueOctets(entry)),
  )
  return concat(resources)
}

function writeInstances(resource: Branch, path: Ids): Uint8Array {
  const instances = [...resource.children].map(([id, entry]) => {
    if (isBranch(entry)) throw new ContentError(`${pathText([...path, id])} has no value`)
    return tlv('resource instance', id, tlvValueOctets(entry))
  })
  return concat(instances)
}

function asBranch(entry: Branch | Value, path: Ids): Branch {
  if (isBranch(entry)) return entry
  throw new ContentError(`${pathText(path)} is no resource, so it has no value`)
}

function tlv(kind: TlvKind, id: number, value: Uint8Array): Uint8Array {
  const size = value.length
  if (size >= 2 ** 24) throw new ContentError(`a TLV carries at most ${2 ** 24 - 1} octets, not ${size}`)
  const lengthWidth = size < 8 ? 0 : size < 2 ** 8 ? 1 : size < 2 ** 16 ? 2 : 3
  const type =
    (tlvKinds.indexOf(kind) << 6) |
    (id > 255 ? 0x20 : 0) |
    (lengthWidth << 3) |
    (lengthWidth === 0 ? size : 0)
  const head = [type, ...(id > 255 ? [id >> 8] : []), id & 255, size >> 16, size >> 8, size]
  const length = head.splice(-3).slice(3 - lengthWidth)
  return concat([Uint8Array.from([...head, ...length]), value])
}
