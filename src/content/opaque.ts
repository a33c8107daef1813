import { ContentError } from './content-error.ts'
import { type ContentContext, Harvest } from './harvest.ts'
import type { Node, Reading } from './node.ts'
import { canHoldOneValue, soleValue } from './single-value.ts'

/** Reads `application/octet-stream`: the octets of one opaque resource. */
export function decodeOpaque(payload: Uint8Array, context: ContentContext): Reading {
  const harvest = new Harvest(context, 'Core §7.4 Opaque')
  if (canHoldOneValue(harvest)) harvest.addWire(0, context.base, { kind: 'octets', octets: payload })
  return harvest.reading
}

/** Writes `application/octet-stream`. Throws {@link ContentError} unless there is exactly one opaque value. */
export function encodeOpaque(nodes: readonly Node[], context: ContentContext): Uint8Array {
  const value = soleValue('application/octet-stream', nodes, context)
  if (value.type !== 'opaque')
    throw new ContentError(`application/octet-stream carries opaque values, not ${value.type}`)
  return value.value
}
