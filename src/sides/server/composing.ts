import type { RequestDraft } from '#coap'
import { contentFormats, encodePaths, type Ids, parsePath, pathText } from '#content'
import type { CompositeHow, WriteHow } from '../chairs.ts'
import type { Awaited } from '../moment.ts'
import { type Content, nodesOf } from '../plain.ts'
import type { Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'
import type { Kept } from './kept.ts'
import { payloadOf } from './requests.ts'

type Ask = (
  what: string,
  draft: RequestDraft,
  base: Ids,
  before?: () => Promise<void>,
) => Awaited<Asked, Answer>

/** The request of a Read-Composite: a FETCH of the root path with the list of paths. */
export function pathsDraft(
  paths: readonly string[],
  {
    format = 'senml-cbor',
    accept = contentFormats[format],
    contentFormat = contentFormats[format],
  }: CompositeHow,
): RequestDraft {
  const payload = encodePaths(format, paths.map(parsePath))
  return { method: 'FETCH', path: [], contentFormat, accept, payload }
}

/** Our Server reads several paths at once. */
export function readComposite(ask: Ask, paths: readonly string[], how: CompositeHow): Awaited<Asked, Answer> {
  return ask(`Read-Composite ${paths.join(' ')}`, pathsDraft(paths, how), [])
}

/** Our Server writes several resources at once, and has each put back. */
export function writeComposite(
  session: Session,
  kept: Kept,
  ask: Ask,
  content: Content,
  how: WriteHow,
): Awaited<Asked, Answer> {
  const format = how.format ?? 'senml-cbor'
  const nodes = nodesOf([], content, session.shapeOf)
  const resources = nodes.map(({ path }) => pathText(path.slice(0, 3)))
  return ask(
    `Write-Composite ${nodes.map(({ path }) => pathText(path)).join(' ')}`,
    { method: 'iPATCH', path: [], ...payloadOf(session, [], content, { ...how, format }) },
    [],
    how.keep ? undefined : () => kept.resources(resources, format),
  )
}
