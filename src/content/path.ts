import { ContentError } from './content-error.ts'
import type { Ids } from './node.ts'

/** Ids are 16 bits wide (Core §7.1). */
export const maxId = 65535

/** `/3/0/7` for [3, 0, 7]; `/` for the root. */
export function pathText(ids: Ids): string {
  let text = ''
  for (const id of ids) text += `/${id}`
  return text === '' ? '/' : text
}

/** Ids of a path such as `/3/0/7` or `3/0`; `/` and `` are the root. Undefined when the text is no LwM2M path. */
export function readPath(text: string): Ids | undefined {
  const ids: number[] = []
  let at = text.startsWith('/') ? 1 : 0
  if (at === text.length) return ids
  for (;;) {
    const start = at
    let id = 0
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - zero
      if (digit < 0 || digit > 9) break
      id = id * 10 + digit
    }
    const isPadded = at - start > 1 && text.charCodeAt(start) === zero
    if (at === start || at - start > 5 || isPadded || id > maxId) return undefined
    ids.push(id)
    if (at === text.length) return ids
    if (text[at++] !== '/' || ids.length === 4) return undefined
  }
}

const zero = 0x30

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
