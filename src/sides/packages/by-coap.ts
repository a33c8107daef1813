import { type IncomingRequest, openEndpoint, securedBy, tagOf } from '#coap'
import type { SharedAccount } from '#dtls'
import { type Network, type Random, sleep } from '#net'
import { askedOf } from '../views.ts'
import { partOf } from './blocks.ts'
import { fate, type Gift, type Giver } from './gift.ts'

export interface CoapPlace {
  readonly transport: 'udp' | 'tcp'
  readonly network: Network
  readonly random: Random
  readonly local: { readonly host?: string }
  /** By which DTLS or TLS is spoken; without, neither is. */
  readonly account: SharedAccount | undefined
}

/** Gives a package by CoAP, block by block. @throws NetworkError when the address cannot be had */
export async function givesByCoap(gift: Gift, place: CoapPlace): Promise<Giver> {
  const { session, body } = gift
  const { clock, scribe } = session
  const { transport, network, random, local, account } = place
  const secured = account && { accounts: [account], watch: scribe }
  const carrier = secured === undefined ? network : securedBy(transport, network, secured)
  const coap = await openEndpoint(carrier, {
    ...{ transport, role: 'listens', lenient: true, clock, local, random },
    tap: (event) => (gift.isHere() ? scribe.message(event, account !== undefined) : undefined),
  })
  const etag = tagOf(body)

  coap.onRequest(async (request) => {
    const asked = askedOf(request, [], session.shapeOf)
    if (request.method !== 'GET' || !gift.isAt(request.path)) {
      request.respond({ code: request.method === 'GET' ? '4.04' : '4.05' })
      gift.heard(asked, false)
      return
    }
    const { draft, upTo } = partOf(request, body, etag, gift.states ?? body.length)
    const becomes = fate(gift, upTo)
    if (becomes === 'vanishes') gift.vanish()
    else if (becomes === 'cut') cut(request)
    else {
      if (gift.slow !== undefined) {
        const begun = clock.now()
        await sleep(clock, gift.slow * 1000)
        if (gift.isOffered())
          session.booking.deadline(gift.slow * 1000, 'a block of the package comes slowly', begun)
      }
      request.respond(draft)
    }
    gift.heard(asked, upTo === body.length)
  })

  function cut(request: IncomingRequest): void {
    if (coap.streams === undefined) request.reject()
    else coap.streams.end(request.peer)
  }

  return { local: coap.local, close: () => coap.close() }
}
