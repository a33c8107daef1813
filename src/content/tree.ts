import { ContentError } from './content-error.ts'
import type { Ids, Node, Value } from './node.ts'
import { isWithin, pathText } from './path.ts'

/** Content as a tree by ids: inner branches, and values at the leaves. An empty branch is a bare existence. */
export interface Branch {
  readonly children: Map<number, Branch | Value>
}

/** Whether an entry is a branch rather than a value. */
export function isBranch(entry: Branch | Value): entry is Branch {
  return 'children' in entry
}

/**
 * Nodes as a tree from the root down, siblings in the order of their first node. Throws {@link ContentError} for paths
 * that are outside `base`, lie there twice, or run through a value.
 */
export function treeOf(nodes: readonly Node[], base: Ids): Branch {
  const root: Branch = { children: new Map() }
  for (const { path, value } of nodes) {
    requireWithin(path, base)
    const leaf = path.at(-1)
    if (value === undefined || leaf === undefined) {
      branchAt(root, path)
      continue
    }
    const parent = branchAt(root, path.slice(0, -1))
    if (parent.children.has(leaf)) throw new ContentError(`${pathText(path)} is there twice`)
    parent.children.set(leaf, value)
  }
  return root
}

/** Throws {@link ContentError} when a node is not at or below the path of the request. */
export function requireWithin(path: Ids, base: Ids): void {
  if (!isWithin(path, base)) throw new ContentError(`${pathText(path)} is not at or below ${pathText(base)}`)
}

/** The branch at a path, made where it is missing. */
export function branchAt(root: Branch, path: Ids): Branch {
  let branch = root
  for (const [depth, id] of path.entries()) {
    const next = branch.children.get(id) ?? { children: new Map() }
    if (!isBranch(next)) {
      throw new ContentError(
        `${pathText(path)} runs through the value of ${pathText(path.slice(0, depth + 1))}`,
      )
    }
    branch.children.set(id, next)
    branch = next
  }
  return branch
}
