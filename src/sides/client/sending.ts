import type { RequestDraft } from '#coap'
import { contentFormats, encode, type Node, parsePath, pathText } from '#content'
import type { Device } from '#lwm2m'
import { sleep } from '#net'
import type { SendHow } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { typed } from '../plain.ts'
import { sought } from '../search.ts'
import type { Session } from '../session.ts'
import { tell } from '../told.ts'
import type { Answer, Asked } from '../views.ts'

/** The Send of our Client: what it holds at and below these paths, and values it does not hold. */
export function sendDraft(
  device: Device,
  paths: readonly string[],
  { format = 'senml-cbor', values = {} }: SendHow,
): RequestDraft {
  const held = paths.flatMap((path) => device.readable(parsePath(path)))
  const made = Object.entries(values).map(([path, plain]): Node => {
    const ids = parsePath(path)
    return { path: ids, value: typed(plain, device.shapeOf(ids[0] ?? -1, ids[2] ?? -1)?.type ?? 'none') }
  })
  const payload = encode(format, [...held, ...made], { base: [], shapeOf: device.shapeOf })
  return { method: 'POST', path: ['dp'], contentFormat: contentFormats[format], payload }
}

/** A Send of the Client under test, which is told to where somebody can; else one that it sends of its own accord. */
export function sendOfIut(session: Session, paths: readonly string[]): Awaited<Asked, Answer> {
  const told = tell(session, { verb: 'send', paths })
  return sought<Asked>(session, {
    what: paths.length === 0 ? 'a Send' : `a Send with ${paths.join(', ')}`,
    author: 'client',
    answeredBy: 'server',
    pick: ({ kind, asked }) => (kind === 'send' ? (lacking(asked, paths) ?? asked) : undefined),
    stimulus: async () => (await told) || (await comesByItself(session)),
    given: true,
  })
}

function lacking({ nodes }: Asked, paths: readonly string[]): string | undefined {
  const sent = nodes.map(({ path }) => pathText(path))
  const missing = paths.find((path) => !sent.some((one) => `${one}/`.startsWith(`${path}/`)))
  return missing === undefined ? undefined : `a Send without ${missing}`
}

async function comesByItself({ inbox, patience, lookBack }: Session): Promise<boolean> {
  const send = await inbox.find(
    ({ kind }) => (kind === 'send' ? true : undefined),
    lookBack,
    patience.arrival * 1000,
  )
  return send !== undefined
}

/** What the Client under test sends within so many seconds, though it is told to. */
export function sendsDuring(
  session: Session,
  seconds: number,
  paths: readonly string[],
): Moment<readonly Asked[]> {
  const { booking, clock, inbox } = session
  const told = tell(session, { verb: 'send', paths })
  const from = inbox.end
  const over = told.then(() => sleep(clock, seconds * 1000))
  over.catch(() => {})
  const what = `the Sends in ${seconds} s`
  return new Moment(what, 'client', async () => {
    if (!(await told))
      throw new Absent({
        ...{ reason: 'no stimulus', author: 'client', expected: what },
        seen: 'nobody could be asked to bring one about',
      })
    booking.window(seconds * 1000, 'Sends are counted')
    await over
    const sends = inbox
      .since(from)
      .flatMap(({ happening }) => (happening.kind === 'send' ? [happening.asked] : []))
    return { value: sends, at: clock.now(), frame: sends[0]?.frame ?? null, position: inbox.end }
  })
}
