import type { CoapEndpoint } from '#coap'
import { pathText } from '#content'
import type { Verb } from '#upper-tester'
import type { ClientChair, RegisterFields, Registering, ServerChair, UpdateFields } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { plainOf } from '../plain.ts'
import { isAsleep } from '../presence.ts'
import { sought } from '../search.ts'
import type { Heard, Session } from '../session.ts'
import { consult, tell } from '../told.ts'
import type { Answer, Asked } from '../views.ts'
import { asksAgain } from './asks-again.ts'
import { mannerOfIut } from './manner.ts'
import { configurationRequest, firstWords, takesCard, unseenBootstrap } from './provisioning.ts'
import { sendOfIut, sendsDuring } from './sending.ts'
import { below, eachOf, togetherOf } from './values.ts'

/** What the Client chair needs of its neighbours while an IUT sits in it. */
export interface ClientIutNeighbours {
  readonly coap: CoapEndpoint
  readonly server: ServerChair
}

/** The Client is the IUT: its acts are waited for at our Server and Bootstrap-Server. */
export function clientIut(session: Session, { coap, server }: ClientIutNeighbours): ClientChair {
  const chair: ClientChair = {
    async isRegistered(fields = {}) {
      const registration = session.client?.registration
      const registered =
        registration !== undefined && differs(registration, fields) === undefined
          ? registration
          : (await registers(session, fields, taken).sent.happens()).registration
      refuseOlder(session, registered)
    },
    registration: (which) =>
      new Moment('the registration', 'client', async () => {
        const counts = which === undefined ? taken : byProfile
        const found = session.inbox
          .since(0)
          .findLast(({ happening }) => happening.kind === 'register' && counts(happening))
        if (
          found === undefined ||
          found.happening.kind === 'delivery' ||
          found.happening.registration === undefined
        ) {
          throw new Absent({ reason: 'silence', author: 'client', expected: 'a registration', seen: 'none' })
        }
        const { asked, registration } = found.happening
        // A frame counted in an earlier case's capture is no evidence in this one's.
        const frame = found.position < session.horizon ? null : asked.frame
        return { value: { ...asked, registration }, at: asked.at, frame, position: found.position + 1 }
      }),
    registers: (fields = {}) => registers(session, fields, understood),
    updates: (fields = {}) =>
      sought<Registering>(session, {
        what: `an Update${updateText(fields)}`,
        author: 'client',
        answeredBy: 'server',
        pick: (heard) => {
          if (heard.kind !== 'update' || heard.registration === undefined) return undefined
          const registering = { ...heard.asked, registration: heard.registration }
          return updateDiffers(registering, fields) ?? registering
        },
      }),
    deregisters: () => plainAct(session, 'a De-register', 'deregister', 'server'),
    serverInstance: () => serverInstance(session, server),
    requestsBootstrap() {
      session.bootstrapDriven = true
      return sought<Asked>(session, {
        what: 'a Bootstrap-Request',
        author: 'client',
        answeredBy: 'bootstrap',
        pick: (heard) => (heard.kind === 'bootstrap' ? heard.asked : undefined),
        stimulus: () => stimulateBootstrap(session, server),
        unseen: () => unseenBootstrap(session),
        seconds: session.patience.arrival,
        from: session.bootstrapsServed,
      })
    },
    requestsPack: () => configurationRequest(session, () => stimulateBootstrap(session, server)),
    speaks: () => firstWords(session),
    takesCard: (card) => takesCard(session, card),
    sends: (paths = []) => sendOfIut(session, paths),
    sendsDuring: (seconds, paths) => sendsDuring(session, seconds, paths),
    isQuietFor: () => {
      throw new Error('a Client under test speaks when it likes')
    },
    asksAgain: (seconds) => asksAgain(session, seconds),
    ...mannerOfIut,
    reportsBy: (type) => {
      throw new Error(`${type}: a Client under test chooses its messages by itself`)
    },
    sleeps: () => {
      throw new Error('a Client under test sleeps when it likes')
    },
    prefers: (format) => {
      throw new Error(`${format}: a Client under test chooses its formats by itself`)
    },
    putsOff: () => tell(session, { verb: 'defer' }),
    losesPower: () => tell(session, { verb: 'reboot' }),
    canChange: () => session.upperTester?.can('set') === true,
    notifies: (path) => {
      throw new Error(`${path}: what a Client under test notifies is seen at the observation`)
    },
    async changes(path, value) {
      const plain = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
      if (typeof plain === 'object') throw new Error('an upper tester cannot set an object link')
      await push(session, { verb: 'set', path, value: typeof plain === 'bigint' ? Number(plain) : plain })
    },
    async valueOf(path) {
      const known = session.values.get(path)
      if (known !== undefined) return known
      const answer = await server.reads(path).answered.happens()
      const value = answer.nodes[0]?.value
      return answer.code === '2.05' && value !== undefined ? plainOf(value) : undefined
    },
    valuesOf: (...paths) => eachOf(paths, chair.valueOf),
    saves: (instance, ...resources) =>
      togetherOf(server, instance, below(instance, resources), chair.valueOf),
    async isAlive() {
      const address = session.client?.address ?? session.lastAddress
      // One that sleeps answers no ping, and is not dead for it.
      return address !== undefined && (isAsleep(session) || (await coap.ping(address)))
    },
  }
  return chair
}

/** A client of an older version is not to be held to a newer one's rules: it is the run that asks for the wrong thing. */
function refuseOlder({ lwm2m }: Session, registered: Registering['registration']): void {
  const stated = registered.lwm2m ?? ''
  if (!['1.0', '1.1'].includes(stated) || stated >= lwm2m) return
  throw new Absent({
    reason: 'different',
    author: 'client',
    expected: `a client of LwM2M ${lwm2m}`,
    seen: `it registers with lwm2m=${stated}, to be judged with --lwm2m ${stated}`,
  })
}

function byProfile({ registration }: Heard): boolean {
  return registration?.pid !== undefined
}

/** A Register that was not turned away for a Profile ID that our Server does not know: the one with a list follows. */
function understood({ registration }: Heard): boolean {
  return registration?.pid === undefined || registration.profile !== undefined
}

/** A Register that our Server took in. */
function taken({ answered }: Heard): boolean {
  return answered?.code === '2.01'
}

function registers(
  session: Session,
  fields: RegisterFields,
  counts: (heard: Heard) => boolean,
): Awaited<Registering, Answer> {
  return sought<Registering>(session, {
    what: `a Register${updateText(fields)}`,
    author: 'client',
    answeredBy: 'server',
    pick: (heard) => {
      if (heard.kind !== 'register' || heard.registration === undefined || !counts(heard)) return undefined
      return differs(heard.registration, fields) ?? { ...heard.asked, registration: heard.registration }
    },
    // What follows from something the case did already needs no push from above.
    ...(session.lastStimulus === undefined ? { stimulus: () => stimulateRegister(session) } : {}),
    seconds: session.patience.arrival,
  })
}

async function stimulateRegister(session: Session): Promise<boolean> {
  if (await push(session, { verb: 'register' })) return true
  // A device that nobody can push may still be switched on by its owner: then patience is the stimulus.
  return session.client === undefined
}

async function stimulateBootstrap(session: Session, server: ServerChair): Promise<boolean> {
  if (await push(session, { verb: 'bootstrap' })) return true
  if (session.client === undefined) return true
  const answer = await server.executes(`${await serverInstance(session, server)}/9`).answered.happens()
  return answer.code === '2.04'
}

/** Among several accounts, ours is the one whose Lifetime it registered with (Core 1.1.1 §6.2.1). */
async function serverInstance(session: Session, server: ServerChair): Promise<string> {
  const { objects = [], lifetime } = session.client?.registration ?? {}
  const listed = objects
    .filter(({ object }) => object === 1)
    .flatMap(({ instance }) => (instance === undefined ? [] : [`/1/${instance}`]))
  if (listed.length > 1) {
    for (const path of listed) {
      const { nodes } = await server.reads(`${path}/1`).answered.happens()
      if (nodes[0]?.value?.value === BigInt(lifetime ?? -1)) return path
    }
  }
  return listed[0] ?? '/1/0'
}

/** Tells the upper tester; false when there is none that can. */
async function push(session: Session, verb: Verb): Promise<boolean> {
  return (await consult(session, verb)) !== undefined
}

function plainAct(
  session: Session,
  what: string,
  kind: Heard['kind'],
  answeredBy: 'server',
): Awaited<Asked, Answer> {
  return sought<Asked>(session, {
    what,
    author: 'client',
    answeredBy,
    pick: (heard) => (heard.kind === kind ? heard.asked : undefined),
  })
}

function updateText(fields: UpdateFields): string {
  const parts = [
    ...(fields.lifetime === undefined
      ? []
      : [fields.lifetime === null ? 'without lt' : `lt=${fields.lifetime}`]),
    ...(fields.binding === undefined ? [] : [`b=${fields.binding}`]),
    ...(fields.queueMode === undefined ? [] : [fields.queueMode ? 'Q' : 'no Q']),
    ...(fields.lists === undefined
      ? []
      : [fields.lists === null ? 'no object list' : `a list with ${fields.lists.join(', ')}`]),
    ...(fields.listsNot === undefined ? [] : [`a list without ${fields.listsNot.join(', ')}`]),
  ]
  return parts.length === 0 ? '' : ` with ${parts.join(' and ')}`
}

function differs(registration: Registering['registration'], fields: RegisterFields): string | undefined {
  const { lifetime, queueMode, binding } = fields
  if (lifetime !== undefined && registration.lifetime !== lifetime)
    return `lt=${registration.lifetime ?? '(absent)'}`
  if (queueMode !== undefined && registration.queueMode !== queueMode) return queueMode ? 'no Q' : 'Q'
  if (binding !== undefined && registration.binding !== binding)
    return `b=${registration.binding ?? '(absent)'}`
  return undefined
}

function updateDiffers(
  { registration }: Registering,
  { lifetime, queueMode, binding, lists, listsNot }: UpdateFields,
): string | undefined {
  if (lifetime === null && registration.lifetime !== undefined)
    return `an Update with lt=${registration.lifetime}`
  const stated: RegisterFields = {
    ...(lifetime === undefined || lifetime === null ? {} : { lifetime }),
    ...(queueMode === undefined ? {} : { queueMode }),
    ...(binding === undefined ? {} : { binding }),
  }
  const different = differs(registration, stated)
  if (different !== undefined) return `an Update with ${different}`
  if (lists === null && registration.hasList) return 'an Update with an object list'
  if ((lists ?? listsNot) !== undefined && lists !== null && !registration.hasList)
    return 'an Update without an object list'
  const listed = registration.objects.map(({ object, instance }) =>
    pathText(instance === undefined ? [object] : [object, instance]),
  )
  const missing = lists?.find((path) => !listed.includes(path))
  if (missing !== undefined) return `an Update whose list lacks ${missing}`
  const extra = listsNot?.find((path) => listed.includes(path))
  return extra === undefined ? undefined : `an Update whose list still holds ${extra}`
}
