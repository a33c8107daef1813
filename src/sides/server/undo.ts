import { type Ids, isWithin, parsePath, pathText } from '#content'
import type { ServerChair, WriteHow } from '../chairs.ts'
import type { Awaited } from '../moment.ts'
import { type Content, nodesOf, type Plain, plainOf } from '../plain.ts'
import type { Happening, Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'

type Values = { [relative: string]: Plain }

/**
 * Reads what is about to be changed, and pushes its restoration: an instance by a partial Write, a resource by its own.
 * A replaced instance gets back what the Write took away, too.
 */
export async function undoWrite(
  session: Session,
  chair: ServerChair,
  base: Ids,
  content: Content,
  how: WriteHow,
): Promise<void> {
  const held = async (path: string): Promise<Values> => {
    const stimulus = session.lastStimulus
    const answer = await chair.reads(path).answered.happens()
    session.lastStimulus = stimulus
    const values: Values = {}
    for (const { path: at, value } of answer.code === '2.05' ? answer.nodes : [])
      if (value !== undefined && isWithin(at, parsePath(path)))
        values[at.slice(base.length).join('/')] = plainOf(value)
    return values
  }
  const before: Values = {}
  // Whole resources, since a Write that replaces one takes all of its instances away.
  const resources = nodesOf(base, content, session.shapeOf).map(({ path }) =>
    pathText(path.slice(0, Math.max(base.length, 3))),
  )
  for (const resource of new Set(resources)) Object.assign(before, await held(resource))
  const replaced = base.length === 2 && how.mode === 'replace' ? await held(pathText(base)) : {}
  if (Object.keys({ ...before, ...replaced }).length === 0) return
  const format = how.format === undefined ? {} : { format: how.format }
  session.undo.push({
    text: `write ${pathText(base)} back`,
    run: async () => {
      const left = Object.keys(replaced).length === 0 ? {} : await held(pathText(base))
      const lost = Object.fromEntries(Object.entries(replaced).filter(([relative]) => !(relative in left)))
      const from = session.inbox.end
      await must2xx(chair.writes(pathText(base), { ...lost, ...before }, { ...format, keep: true }))
      if (Object.keys(before).some((relative) => isLifetime([...base, ...relativeIds(relative)])))
        await registrationTold(session, from)
    },
  })
}

function relativeIds(relative: string): Ids {
  return relative === '' ? [] : relative.split('/').map(Number)
}

/** What the Client tells of at once, by an Update (Core 1.1.1 §6.2.2). */
function isLifetime(path: Ids): boolean {
  return path.length === 3 && path[0] === 1 && path[2] === 1
}

/**
 * Waits, for as long as a Client may take to react, until it told of a change of its registration: what is put back is
 * not to stir in the next case. One whose Update was not taken registers anew.
 * @param from inbox position before the change
 */
export async function registrationTold(session: Session, from: number): Promise<void> {
  const begun = session.clock.now()
  const wanted = (kinds: readonly Happening['kind'][], position: number) =>
    session.inbox.find(
      (happening) => (kinds.includes(happening.kind) ? happening : undefined),
      position,
      session.patience.reaction * 1000,
    )
  const told = await wanted(['update', 'register'], from)
  if (told?.found.kind === 'update' && told.found.answered?.code === '4.04')
    await wanted(['register'], told.position)
  session.booking.needed('the Client tells what was put back', begun)
}

/** Waits for an answer that must be a success. @throws Error with the code that came */
export async function must2xx(
  act: Awaited<Asked, Answer>,
  allowed: readonly string[] = ['2.04', '2.02'],
): Promise<void> {
  const { code } = await act.answered.happens()
  if (!allowed.includes(code)) throw new Error(`answered ${code}`)
}

/** Path of a created instance: from Location-Path, or the id that was asked for. */
export function createdBy(answer: Answer, base: Ids, content: Content): string | undefined {
  if (answer.code !== '2.01') return undefined
  if (answer.location.length > 0) return `/${answer.location.join('/')}`
  const first = typeof content === 'object' ? Object.keys(content)[0] : undefined
  return first === undefined ? undefined : pathText([...base, Number(first.split('/')[0])])
}
