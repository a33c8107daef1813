import { type Ids, pathText } from '#content'
import type { Awaited } from '../moment.ts'
import type { Content } from '../plain.ts'
import type { Happening, Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'

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
