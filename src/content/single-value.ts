import { ContentError } from './content-error.ts'
import type { ContentContext, Harvest } from './harvest.ts'
import type { Node, Value } from './node.ts'
import { pathText } from './path.ts'

/** Whether the request names a resource or resource instance, which is all that text, opaque and CBOR can carry. */
export function canHoldOneValue(harvest: Harvest): boolean {
  const { base } = harvest.context
  if (base.length >= 3) return true
  harvest.report(
    0,
    `this format carries one value, but ${pathText(base)} is no resource or resource instance`,
  )
  return false
}

/** The one value that a single-value format is to carry. Throws {@link ContentError} when it is not exactly one. */
export function soleValue(format: string, nodes: readonly Node[], { base }: ContentContext): Value {
  const [node, ...others] = nodes
  if (node?.value === undefined || others.length > 0) {
    throw new ContentError(
      `${format} carries one value, but there are ${nodes.length} nodes at ${pathText(base)}`,
    )
  }
  if (pathText(node.path) !== pathText(base)) {
    throw new ContentError(
      `${format} carries the value of the requested path ${pathText(base)}, not that of ${pathText(node.path)}`,
    )
  }
  return node.value
}
