import { tagOf } from '#coap'
import type { OwnCertificate } from '#ics'
import { answersHttp, type Connection, type HttpAsked, type HttpReply, type Network, sleep } from '#net'
import { securedStreams } from '#tls'
import { type Asked, bodyOf } from '../views.ts'
import { fate, type Gift, type Giver } from './gift.ts'

export interface HttpPlace {
  readonly network: Network
  readonly local: { readonly host?: string }
  /** By which TLS is spoken; without, it is not. */
  readonly certificate: OwnCertificate | undefined
}

/** Octets of a piece, which are sent at once. */
const pieceSize = 512

/** Gives a package by HTTP/1.1, whole or the range that is asked for. @throws NetworkError when the address cannot be had */
export async function givesByHttp(gift: Gift, { network, local, certificate }: HttpPlace): Promise<Giver> {
  const { scribe } = gift.session
  const carrier =
    certificate === undefined
      ? network
      : securedStreams(network, { server: { certificate, protocol: 'http/1.1' }, watch: scribe })
  const listener = await carrier.listen(local)
  const open = new Set<Connection>()
  listener.onConnection((taken) => {
    const heard = certificate === undefined ? written(gift, taken) : { connection: taken, frame: () => null }
    open.add(taken)
    answersHttp(heard.connection, network.clock, (asked, reply) => {
      void gives({ gift, asked, reply, connection: taken, frame: heard.frame() })
    })
  })
  return {
    local: listener.local,
    async close() {
      for (const connection of open) connection.close()
      await listener.close()
    },
  }
}

/** What passes the connection goes to the capture. */
function written(
  { session: { scribe, clock } }: Gift,
  connection: Connection,
): { readonly connection: Connection; readonly frame: () => number | null } {
  const { local, peer } = connection
  let last: number | null = null
  const carried = (direction: 'in' | 'out', datagram: Uint8Array): number =>
    scribe.carried({ transport: 'tcp', direction, at: clock.now(), local, peer, datagram })
  scribe.happened({ local, peer }, { kind: 'opened', at: clock.now(), by: 'peer' })
  return {
    frame: () => last,
    connection: {
      ...{ local, peer },
      send(octets) {
        if (octets.length === 0) return
        carried('out', octets)
        connection.send(octets)
      },
      onOctets: (listener) =>
        connection.onOctets((octets) => {
          last = carried('in', octets)
          listener(octets)
        }),
      onEnd: (listener) => connection.onEnd(listener),
      close: () => connection.close(),
    },
  }
}

interface Asking {
  readonly gift: Gift
  readonly asked: HttpAsked
  readonly reply: HttpReply
  readonly connection: Connection
  readonly frame: number | null
}

async function gives({
  gift,
  asked: { method, target, range },
  reply,
  connection,
  frame,
}: Asking): Promise<void> {
  const { session, body } = gift
  const { clock, scribe } = session
  const asked = askedBy(gift, method, target, frame)
  gift.heard(asked, false)
  const found = gift.isAt(asked.path)
  const part = rangeOf(range, body.length)
  const status = !found
    ? 404
    : method !== 'GET' && method !== 'HEAD'
      ? 405
      : part === undefined
        ? 416
        : part.status
  scribe.step(`HTTP ${method} ${target}${range === undefined ? '' : ` (${range})`}: ${status}`)
  if (part === undefined || status > 206) {
    reply.begin(status, { 'content-length': '0' })
    return reply.end()
  }
  const { from, to } = part
  const isWhole = status === 200
  reply.begin(status, {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${Buffer.from(tagOf(body)).toString('hex')}"`,
    'content-length': String(isWhole ? (gift.states ?? body.length) : to - from),
    ...(isWhole ? {} : { 'content-range': `bytes ${from}-${to - 1}/${gift.states ?? body.length}` }),
  })
  if (method === 'HEAD') return reply.end()
  for (let at = from; at < to; at += pieceSize) {
    const upTo = Math.min(at + pieceSize, to)
    const becomes = fate(gift, upTo)
    if (becomes === 'vanishes') return gift.vanish()
    if (becomes === 'cut') return connection.close()
    if (gift.slow !== undefined) {
      const begun = clock.now()
      await sleep(clock, gift.slow * 1000)
      if (!gift.isOffered()) return
      session.booking.deadline(gift.slow * 1000, 'a piece of the package comes slowly', begun)
    }
    reply.send(body.subarray(at, upTo))
  }
  reply.end()
  // What was promised beyond the body does not come: the end of the connection says so.
  if (isWhole && (gift.states ?? body.length) !== body.length) connection.close()
  if (to === body.length) gift.heard(asked, true)
}

/** The octets that a request asks for; undefined where there are none such (RFC 9110 §14.1.2). */
function rangeOf(
  range: string | undefined,
  length: number,
): { readonly status: 200 | 206; readonly from: number; readonly to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return { status: 200, from: 0, to: length }
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length : Math.min(Number(last) + 1, length)
  return from < to ? { status: 206, from, to } : undefined
}

function askedBy({ session }: Gift, method: string, target: string, frame: number | null): Asked {
  const [path = '', query = ''] = target.split('?')
  return {
    ...bodyOf(undefined, new Uint8Array(), [], session.shapeOf),
    ...{ method, path: path.split('/').slice(1).map(plain), query: query === '' ? [] : query.split('&') },
    ...{ paths: [], accept: undefined, observe: undefined, token: new Uint8Array(), isProtected: false },
    ...{ at: session.clock.now(), frame },
  }
}

/** Without percent-encoding, where it is sound. */
function plain(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
