import { contentTypes, handshakeTypes } from '#dtls'
import { type Address, addressText } from '#net'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'

const variant = 'over-psk'
const purpose = 'TP/SEC/DTLS/CID/BV-04'

const isClientHello = (datagram: Uint8Array): boolean =>
  datagram[0] === contentTypes.handshake && datagram[13] === handshakeTypes.clientHello

/** Whether an address is another than the first that was asked about. */
function elsewhere(): (from: Address) => boolean {
  let first: string | undefined
  return (from) => {
    first ??= addressText(from)
    return addressText(from) !== first
  }
}

/** Faults of a Server whose Client comes from another address, and nothing tells that it is the same but what it says. */
export const addressMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'dtls-address-kept-handshake',
    title: 'A handshake at another address than that of the first is not answered for 150 s',
    variant,
    trips: [`${purpose} A`],
    inject(server) {
      const { clock } = server.options.network
      const isElsewhere = elsewhere()
      let until: number | undefined
      onDatagrams<ReferenceServer>(() => ({
        incoming(datagram, _, from) {
          if (!isClientHello(datagram) || !isElsewhere(from)) return datagram
          until ??= clock.now() + 150_000
          return clock.now() < until ? undefined : datagram
        },
      }))(server)
    },
  },
  {
    id: 'dtls-address-kept-register',
    title: 'A Register from another address than before is answered 2.04',
    variant,
    trips: [`${purpose} B`],
    inject(server) {
      const isElsewhere = elsewhere()
      instead(server, 'register', (register) => (request) => {
        const code = isElsewhere(request.peer) ? '2.04' : undefined
        register({ ...request, respond: (draft) => request.respond(code ? { ...draft, code } : draft) })
      })
    },
  },
  {
    id: 'dtls-address-kept-read',
    title: 'What is asked of a Client goes to where it registered first',
    variant,
    trips: [`${purpose} C`],
    inject(server) {
      let first: Address | undefined
      instead(server, 'register', (register) => (request) => {
        first ??= request.peer
        register(request)
        for (const client of server.clients.values()) client.address = first
      })
    },
  },
]
