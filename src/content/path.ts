import { ContentError } from './content-error.ts'
import type { Ids } from './node.ts'

/** Ids are 16 bits wide (Core §7.1). */
export const maxId = 65535

/** `/3/0/7` for [3, 0, 7]; `/` for the root. */
export function pathText(ids: Ids): string {
  return `/${ids.join('/')}`
}

/** Ids of a path such as `/3/0/7` or `3/0`; `/` and `` are the root. Undefined when the text is no LwM2M path. */
export function readPath(text: string): Ids | undefined {
  const body = text.startsWith('/') ? text.slice(1) : text
  if (body === '') return []
  const ids: number[] = []
  for (const part of body.split('/', 5)) {
    if (!/^(0|[1-9][0-9]{0,4})$/.test(part) || Number(part) > maxId) return undefined
    ids.push(Number(part))
  }
  return ids.length > 4 ? undefined : ids
}

/** As {@link readPath}; throws {@link ContentError} when the text is no LwM2M path. */
export function parsePath(text: string): Ids {
  const ids = readPath(text)
  if (ids === undefined) {
    throw new ContentError(
      `"${text}" is no LwM2M path: write up to four ids of 0 to ${maxId} without leading zeros, for example /3/0/7`,
    )
  }
  return ids
}

/** Whether `path` is `base` or lies below it. */
export function isWithin(path: Ids, base: Ids): boolean {
  return base.length <= path.length && base.every((id, index) => path[index] === id)
}
