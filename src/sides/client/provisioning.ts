import type { RequestDraft } from '#coap'
import { contentFormats, type DataFormat } from '#content'
import type { BootstrapHow, Card, ClientChair } from '../chairs.ts'
import { Absent, type Awaited } from '../moment.ts'
import { sought } from '../search.ts'
import type { Heard, Session } from '../session.ts'
import { consult } from '../told.ts'
import type { Answer, Asked } from '../views.ts'

/** The Bootstrap-Request of our Client. */
export function bootstrapDraft(session: Session, how: BootstrapHow): RequestDraft {
  const { nameless, endpoint = session.endpoint, preferred } = how
  const query = [
    ...(nameless === true ? [] : [`ep=${endpoint}`]),
    ...(preferred === undefined ? [] : [`pct=${preferred}`]),
  ]
  return { method: 'POST', path: ['bs'], ...(query.length === 0 ? {} : { query }) }
}

/** The Bootstrap-Pack-Request of our Client (Core 1.2.1 §6.1.7.7). */
export function packDraft({ endpoint }: Session, format: DataFormat): RequestDraft {
  return { method: 'GET', path: ['bspack'], query: [`ep=${endpoint}`], accept: contentFormats[format] }
}

/** A Client whose requests never came in this run may have sent them to another Bootstrap-Server. */
export function unseenBootstrap({ inbox }: Session): string | undefined {
  const came = inbox.since(0).some(({ happening: { kind } }) => kind === 'bootstrap' || kind === 'pack')
  return came
    ? undefined
    : 'none ever came to our Bootstrap-Server; give the Client an account that leads to it (--listen-bootstrap), or say no to BOOTSTRAP in the ICS'
}

/** What the Client under test asks its Bootstrap-Server for when it needs a configuration. */
export function configurationRequest(
  session: Session,
  stimulus: () => Promise<boolean>,
): Awaited<Asked, Answer> {
  return sought<Asked>(session, {
    what: 'a Bootstrap-Pack-Request',
    author: 'client',
    answeredBy: 'bootstrap',
    pick: ({ kind, asked }) => (kind === 'pack' || kind === 'bootstrap' ? asked : undefined),
    stimulus,
    unseen: () => unseenBootstrap(session),
    seconds: session.patience.arrival,
    from: session.inbox.end,
  })
}

/** What the Client under test says first, and to whom: it registers, or asks its Bootstrap-Server. */
export function firstWords(session: Session): Awaited<Asked, Answer> {
  const first: readonly Heard['kind'][] = ['register', 'bootstrap', 'pack']
  return sought<Asked>(session, {
    what: 'a Register or Bootstrap-Request',
    author: 'client',
    answeredBy: 'server',
    pick: ({ kind, asked }) => (first.includes(kind) ? asked : undefined),
    seconds: session.patience.arrival,
  })
}

/** Has a smartcard put into the Client under test, which is switched off and on with it, and out of it when the case ends. */
export async function takesCard(session: Session, card: Card): Promise<void> {
  session.stimulated()
  const how = session.smartcard === undefined ? {} : { how: session.smartcard }
  const taken = await consult(session, { verb: 'insert-card', ...card, ...how })
  if (taken === undefined)
    throw new Absent({
      ...{ reason: 'no stimulus', author: 'client', expected: 'a smartcard in the device' },
      seen: 'no upper tester can insert one',
    })
  session.undo.push({
    text: 'the smartcard is taken out',
    run: async () => void (await consult(session, { verb: 'remove-card' })),
  })
}

/** What only a Client under test does by itself. */
export const notOurs: Pick<ClientChair, 'speaks' | 'takesCard' | 'losesPower' | 'putsOff'> = {
  speaks: () => {
    throw new Error('our own Client speaks when a case has it speak')
  },
  takesCard: () => {
    throw new Error('our own Client has no reader for smartcards')
  },
  putsOff: () => {
    throw new Error('our own Client asks nobody')
  },
  losesPower: () => {
    throw new Error('our own Client runs as long as the tester does')
  },
}
