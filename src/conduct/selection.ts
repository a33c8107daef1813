import { contentFormats, type DataFormat } from '#content'
import { type IcsDocument, type IcsItem, mandatory, onlyIfClaimed, question } from '#ics'
import type { ClientChair, ServerChair, Session } from '#sides'

/** Whether an IUT has a feature, and how we know. */
export interface Claim {
  readonly claimed: boolean | undefined
  readonly why: string
  /** The frame that told, where the wire was asked. */
  readonly frame: number | null
}

/** Answers ICS items for a Client under test: what is claimed, else what its registration and careful reads show. */
export function clientClaims(
  session: Session,
  { client, server }: { readonly client: ClientChair; readonly server: ServerChair },
  ics: IcsDocument,
): (item: IcsItem) => Promise<Claim> {
  const known = new Map<IcsItem, Claim>()
  return async (item) => {
    const claimed = ics.items[item]
    if (claimed !== undefined)
      return { claimed, why: `the ICS says ${claimed ? 'yes' : 'no'} to ${item}`, frame: null }
    if (onlyIfClaimed(item)) return unclaimed(item)
    if (mandatory(item, session.lwm2m)) return { claimed: true, why: `${item} is mandatory`, frame: null }
    if (!askedOnTheWire(item)) return untold(item, ics)
    const before = known.get(item)
    // A frame number is only good in the capture it was counted in, so a "no" is asked again in each case.
    if (before?.claimed === true) return before
    await client.isRegistered()
    const claim = await probe(session, server, item)
    known.set(item, claim)
    return claim
  }
}

function unclaimed(item: IcsItem): Claim {
  return { claimed: false, why: `no ICS claims ${item}`, frame: null }
}

/** Only an opaque resource can be read as octets, and no object that every Client has holds a readable one. */
function askedOnTheWire(item: IcsItem): boolean {
  return item !== 'FMT.opaque' && ['OBJ', 'RES', 'FMT', 'QUEUE'].some((kind) => item.startsWith(kind))
}

/** An item that neither the ICS nor the wire answers: an ICS must answer it; without any ICS it is tried. */
function untold(item: IcsItem, ics: IcsDocument): Claim {
  const stated = Object.keys(ics.items).length > 0
  if (stated)
    return { claimed: undefined, why: `the ICS does not answer ${item}: ${question(item)}`, frame: null }
  return { claimed: true, why: 'nothing speaks against it', frame: null }
}

async function probe(session: Session, server: ServerChair, item: IcsItem): Promise<Claim> {
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
      const answer = await server.discovers(path).answered.happens()
      const listed = answer.links.some(({ target }) => target === `${path}/${second}`)
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

/** Answers ICS items for a Server or Bootstrap-Server under test: what is claimed; what is not asked is taken as claimed. */
export function platformClaims(ics: IcsDocument): (item: IcsItem) => Promise<Claim> {
  return async (item) => {
    const claimed = ics.items[item]
    if (claimed === undefined && onlyIfClaimed(item)) return unclaimed(item)
    return {
      claimed: claimed ?? true,
      why: claimed === false ? `the ICS says no to ${item}` : 'claimed',
      frame: null,
    }
  }
}
