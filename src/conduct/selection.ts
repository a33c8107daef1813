import { contentFormats, type DataFormat } from '#content'
import { type IcsDocument, type IcsItem, type Ixit, mandatory, onlyIfClaimed, question } from '#ics'
import type { Answer, ClientChair, DtlsLadder, ServerChair, Session } from '#sides'
import type { UpperTester } from '#upper-tester'
import { byCarriage, byIxit, type Carriage, isAttribute, takesAttribute } from './channel-claims.ts'
import type { Claim } from './claims.ts'
import {
  asksForPacks,
  deliversFirmware,
  lacksFormat,
  lacksOperation,
  linksIn,
  offersConnectionIds,
  offersObserveAttributes,
  offersObserveComposite,
  takesEtch,
  tellsWhatIsThere,
  unlessWithoutSenml,
} from './offers.ts'

type Objects = NonNullable<Session['client']>['registration']['objects']

/**
 * Answers ICS items for a Client under test: what is claimed, else what its registration and careful reads show.
 * @param carriage of the run
 * @param caseId the case that asks
 */
export function clientClaims(
  session: Session,
  { client, server }: { readonly client: ClientChair; readonly server: ServerChair },
  { ics, ixit }: { readonly ics: IcsDocument; readonly ixit: Ixit },
  { carriage, caseId }: { readonly carriage: Carriage; readonly caseId: () => string },
): (item: IcsItem) => Promise<Claim> {
  /** Each with the case that found it, and the list of objects that was registered then. */
  const known = new Map<
    IcsItem,
    { readonly claim: Claim; readonly by: string; readonly objects: Objects | undefined }
  >()
  return async (item) => {
    const claimed = ics.items[item]
    if (claimed !== undefined)
      return { claimed, why: `the ICS says ${claimed ? 'yes' : 'no'} to ${item}`, frame: null }
    const told = byCarriage(item, carriage) ?? byIxit(item, ixit)
    if (told !== undefined) return told
    if (item === 'TCP') return { claimed: false, why: 'this run is over UDP', frame: null }
    if (onlyIfClaimed(item)) return unclaimed(item)
    if (mandatory(item, session.lwm2m)) return { claimed: true, why: `${item} is mandatory`, frame: null }
    if (!askedOnTheWire(item)) return untold(item, ics)
    const before = known.get(item)
    if (before?.claim.claimed === true) return before.claim
    const objects = session.client?.registration.objects
    // An object that is not there comes with another list. A frame is evidence in the capture it was counted in alone.
    if (
      item.startsWith('OBJ.') &&
      before !== undefined &&
      before.objects === objects &&
      objects !== undefined
    )
      return { ...before.claim, why: `${before.claim.why}${inCase(before)}`, frame: null }
    const claim = await probe(session, { client, server }, item)
    known.set(item, { claim, by: caseId(), objects: session.client?.registration.objects })
    return claim
  }
}

/** Where the frame is that told: ` in frame 4 of int-204`. */
function inCase({ claim: { frame }, by }: { readonly claim: Claim; readonly by: string }): string {
  return frame === null ? ` in ${by}` : ` in frame ${frame} of ${by}`
}

/** What a Client's registration and careful reads show of an item; undefined where they cannot. */
export function clientShows(
  session: Session,
  chairs: { readonly client: ClientChair; readonly server: ServerChair; readonly dtls: DtlsLadder },
  carriage: Carriage,
): (item: IcsItem) => Promise<Claim> | undefined {
  return (item) => {
    const told = byCarriage(item, carriage)
    if (told !== undefined) return Promise.resolve(told)
    if (item === 'CID') return offersConnectionIds(chairs)
    // Nobody is made to bootstrap only to be held to what it claims.
    return askedOnTheWire(item) && item !== 'BOOTSTRAP-PACK' ? probe(session, chairs, item) : undefined
  }
}

function unclaimed(item: IcsItem): Claim {
  return { claimed: false, why: `no ICS claims ${item}`, frame: null }
}

/** Only an opaque resource can be read as octets, and no object that every Client has holds a readable one. */
function askedOnTheWire(item: IcsItem): boolean {
  const composites = ['READ-COMPOSITE', 'WRITE-COMPOSITE', 'OBSERVE-COMPOSITE']
  const kinds = [
    'OBJ',
    'RES',
    'FMT',
    'BOOTSTRAP-PACK',
    'QUEUE',
    'PID',
    'DEPTH',
    'ETCH',
    'SEND',
    'OBSERVE-ATTRIBUTES',
    'FW-',
    'ATTR-',
    ...composites,
  ]
  return item !== 'FMT.opaque' && kinds.some((kind) => item.startsWith(kind))
}

/** An item that neither the ICS nor the wire answers: an ICS must answer it; without any ICS it is tried. */
function untold(item: IcsItem, ics: IcsDocument): Claim {
  const stated = Object.keys(ics.items).length > 0
  if (stated)
    return { claimed: undefined, why: `the ICS does not answer ${item}: ${question(item)}`, frame: null }
  return { claimed: true, why: 'nothing speaks against it', frame: null }
}

async function probe(
  session: Session,
  { client, server }: { readonly client: ClientChair; readonly server: ServerChair },
  item: IcsItem,
): Promise<Claim> {
  await client.isRegistered()
  if (item.startsWith('FW-')) return deliversFirmware(server, item)
  if (isAttribute(item)) return takesAttribute({ client, server }, item)
  const [kind, first = '', second = ''] = item.split('.')
  switch (kind) {
    case 'OBJ': {
      const listed =
        session.client?.registration.objects.some(({ object }) => object === Number(first)) === true
      if (listed) return { claimed: true, why: `it registered object ${first}`, frame: null }
      const answer = await server.discovers(`/${first}`).answered.happens()
      return {
        claimed: false,
        why: `object ${first} is not registered, Discover is answered ${answer.code}`,
        frame: answer.frame,
      }
    }
    case 'RES': {
      const instance =
        session.client?.registration.objects.find(
          (entry) => entry.object === Number(first) && entry.instance !== undefined,
        )?.instance ?? 0
      const path = `/${first}/${instance}`
      const isListed = (answer: Answer): boolean =>
        linksIn(answer).some(({ target }) => target === `${path}/${second}`)
      const known = await server.lists(path)
      // That it is not there is shown by a frame of this case.
      const isOld = !isListed(known) && known.at <= session.captureSince
      const answer = isOld ? await server.discovers(path).answered.happens() : known
      const listed = isListed(answer)
      if (!listed && !tellsWhatIsThere(answer)) {
        const why = `the answer to Discover ${path} (${answer.code}, Content-Format ${answer.contentFormat ?? 'absent'}) does not tell whether there is ${path}/${second}; an ICS can`
        return { claimed: undefined, why, frame: answer.frame }
      }
      return {
        claimed: listed,
        why: `Discover ${path} ${listed ? 'lists' : 'does not list'} ${path}/${second}`,
        frame: answer.frame,
      }
    }
    case 'FMT': {
      const format = first as DataFormat
      const path = format === 'text' || format === 'cbor' ? '/3/0/16' : '/3/0'
      const answer = await server.reads(path, { format }).answered.happens()
      const refused = answer.code === '4.06'
      return {
        claimed: !refused,
        why: `Read ${path} with Accept ${contentFormats[format]} is answered ${answer.code}`,
        frame: answer.frame,
      }
    }
    case 'READ-COMPOSITE':
      return offersOperation(server, 'a Read-Composite', (format) =>
        server.readsComposite(['/3/0/16'], { format }),
      )
    case 'WRITE-COMPOSITE': {
      // What it holds already, so that nothing changes.
      const path = `${await client.serverInstance()}/6`
      const { nodes } = await server.reads(path).answered.happens()
      const storing = nodes[0]?.value?.value === true
      return offersOperation(server, `a Write-Composite of ${path} as it is`, (format) =>
        server.writesComposite({ [path.slice(1)]: storing }, { format, keep: true }),
      )
    }
    case 'OBSERVE-COMPOSITE':
      return offersObserveComposite(server)
    case 'OBSERVE-ATTRIBUTES':
      return offersObserveAttributes(server)
    case 'ETCH':
      return takesEtch(server)
    case 'SEND':
      // Without Mute Send, Send is off (Core 1.1.1 Appendix E.2).
      return probe(session, { client, server }, 'RES.1.23')
    case 'DEPTH': {
      const answer = await server.discovers('/3', { depth: 0 }).answered.happens()
      const links = linksIn(answer).length
      const why = `Discover /3?depth=0 is answered ${answer.code} with ${links} link${links === 1 ? '' : 's'}`
      return { claimed: answer.code === '2.05' && links === 1, why, frame: answer.frame }
    }
    case 'BOOTSTRAP-PACK':
      return asksForPacks(session, client)
    case 'PID': {
      // One that our Server did not know, so that it registered with a list, counts, too.
      const stated = session.inbox
        .since(0)
        .some(({ happening }) => happening.kind === 'register' && happening.registration?.pid !== undefined)
      const why = stated ? 'it registered with a Profile ID' : 'it did not register with a Profile ID'
      return { claimed: stated, why, frame: null }
    }
    default: {
      const queue = session.client?.registration.queueMode === true
      return {
        claimed: queue,
        why: queue ? 'it registered in queue mode' : 'it did not register in queue mode',
        frame: null,
      }
    }
  }
}

/** Whether an optional operation is there, tried in one kind of SenML and, where that is unknown, the other. */
async function offersOperation(
  server: ServerChair,
  what: string,
  attempt: (format: 'senml-cbor' | 'senml-json') => ReturnType<ServerChair['readsComposite']>,
): Promise<Claim> {
  const first = await attempt('senml-cbor').answered.happens()
  const answer = lacksFormat(first) ? await attempt('senml-json').answered.happens() : first
  const claimed = !lacksOperation(answer)
  const claim = { claimed, why: `${what} is answered ${answer.code}`, frame: answer.frame }
  return unlessWithoutSenml(server, answer, claim)
}

/** Answers ICS items for a Server or Bootstrap-Server under test: what is claimed; what is not asked is taken as claimed. */
export function platformClaims(
  { ics, ixit }: { readonly ics: IcsDocument; readonly ixit: Ixit },
  upperTester: UpperTester | undefined,
): (item: IcsItem) => Promise<Claim> {
  return async (item) => {
    const claimed = ics.items[item]
    if (claimed === undefined && onlyIfClaimed(item)) return unclaimed(item)
    if (claimed === undefined && item === 'EIM') return isEim(ixit, upperTester)
    return {
      claimed: claimed ?? true,
      why: claimed === false ? `the ICS says no to ${item}` : 'claimed',
      frame: null,
    }
  }
}

/** Few platforms are one: those whose key and eUICC the IXIT tells, and that somebody can have queue a package. */
function isEim({ esim }: Ixit, upperTester: UpperTester | undefined): Claim {
  const told = esim?.eimKey !== undefined && esim.euicc !== undefined
  if (!told) return { claimed: false, why: 'the IXIT tells of no eIM (esim.eimKey, esim.euicc)', frame: null }
  const claimed = upperTester?.can('queue') === true
  const why = claimed ? 'the IXIT tells of its eIM' : 'nobody can have its eIM queue a package'
  return { claimed, why, frame: null }
}
