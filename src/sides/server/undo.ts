import { type Ids, isWithin, parsePath, pathText } from '#content'
import type { Values } from '../before.ts'
import type { ServerChair, WriteHow } from '../chairs.ts'
import type { Awaited } from '../moment.ts'
import { type Content, nodesOf, plainOf } from '../plain.ts'
import type { Happening, Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'

/**
 * Reads what is about to be changed, unless the case has changed it before, and pushes its restoration: an instance by a
 * partial Write, a resource by its own. A replaced instance gets back what the Write took away, too.
 */
export async function undoWrite(
  session: Session,
  chair: ServerChair,
  base: Ids,
  content: Content,
  how: WriteHow,
): Promise<void> {
  const { before: known } = session
  const held = async (path: Ids): Promise<Values> => {
    const stimulus = session.lastStimulus
    const answer = await chair.reads(pathText(path)).answered.happens()
    session.lastStimulus = stimulus
    const values: Values = {}
    for (const { path: at, value } of answer.code === '2.05' ? answer.nodes : [])
      if (value !== undefined && isWithin(at, path)) values[pathText(at)] = plainOf(value)
    return values
  }
  // Whole resources, since a Write that replaces one takes all of its instances away.
  const resources = new Set(
    nodesOf(base, content, session.shapeOf).map(({ path }) =>
      pathText(path.slice(0, Math.max(base.length, 3))),
    ),
  )
  const fresh = [...resources].map(parsePath).filter((resource) => !known.has(resource))
  const isReplaced = base.length === 2 && how.mode === 'replace'
  const instance = base.slice(0, 2)
  const isOneOfSeveral = fresh.length > 1 || known.changed.some((other) => isWithin(other, instance))
  if (!known.instances.has(pathText(instance)) && (isReplaced || (fresh.length > 0 && isOneOfSeveral)))
    known.instances.set(pathText(instance), await held(instance))
  const whole = known.instances.get(pathText(instance)) ?? {}
  const before: Values = {}
  for (const resource of fresh) {
    const found = Object.entries(whole).filter(([path]) => isWithin(parsePath(path), resource))
    Object.assign(before, found.length > 0 ? Object.fromEntries(found) : await held(resource))
  }
  known.changed.push(...fresh)
  const replaced = isReplaced ? whole : {}
  if (Object.keys({ ...before, ...replaced }).length === 0) return
  const isSingle = Object.keys(before).every((path) => parsePath(path).length === 3)
  const back = known.backs.find((one) => one.by === chair && one.instance === pathText(instance))
  if (isSingle && !isReplaced && back !== undefined) {
    Object.assign(back.values, before)
    return
  }
  if (isSingle) known.backs.push({ by: chair, instance: pathText(instance), values: before })
  session.undo.push({
    text: `write ${pathText(base)} back`,
    run: async () => {
      const left = isReplaced ? await held(instance) : {}
      const lost = Object.entries(replaced).filter(([path]) => !(path in left))
      const from = session.inbox.end
      await writeBack(chair, base, { ...Object.fromEntries(lost), ...before }, how)
      if (Object.keys(before).some((path) => isLifetime(parsePath(path))))
        await registrationTold(session, from)
    },
  })
}

/**
 * Values by absolute paths in one Write; a Client that refuses it gets each resource by its own.
 * @throws Error with the code that came
 */
async function writeBack(chair: ServerChair, base: Ids, values: Values, { format }: WriteHow): Promise<void> {
  const all = Object.entries(values).map(([path, value]) => [parsePath(path), value] as const)
  const write = (to: Ids): Awaited<Asked, Answer> => {
    const content: Values = {}
    for (const [path, value] of all) if (isWithin(path, to)) content[path.slice(to.length).join('/')] = value
    const fits = format !== undefined && (to.length > 2 || !['text', 'opaque', 'cbor'].includes(format))
    return chair.writes(pathText(to), content, { ...(fits && { format }), keep: true })
  }
  if (all.every(([path]) => isWithin(path, base)) && (base.length > 2 || all.length === 1))
    return must2xx(write(base))
  const whole = write(base.slice(0, 2))
  if ((await whole.answered.happens()).code === '2.04') return
  for (const resource of new Set(all.map(([path]) => pathText(path.slice(0, 3)))))
    await must2xx(write(parsePath(resource)))
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
