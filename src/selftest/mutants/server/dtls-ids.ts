import type { Violation } from '#dtls'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { hearing, idChanged, onSocket } from '../on-records.ts'

/** Has the Server deal otherwise with what comes once its Client has been heard at another address. */
function onceMoved(server: ReferenceServer, change: (hasMoved: () => boolean) => void): void {
  let hasMoved = false
  onSocket<ReferenceServer>((socket) =>
    hearing(socket, (_, { hasId, isFirst }) => {
      hasMoved = hasId && !isFirst
      return true
    }),
  )(server)
  change(() => hasMoved)
}

const variant = 'over-psk-with-ids'

/** Faults of a Server that takes up connection ids. */
export const connectionIdMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'dtls-other-id-taken',
    title: 'The first bit of a connection id is not looked at',
    variant,
    trips: ['TP/SEC/DTLS/CID/BI-02 A'],
    inject: onSocket<ReferenceServer>((socket) => ({
      ...socket,
      onDatagram: (listener) =>
        socket.onDatagram((datagram, from) => {
          listener(datagram, from)
          listener(idChanged(datagram), from)
        }),
    })),
  },
  {
    id: 'dtls-ends-over-other-id',
    title: 'Over a record with another connection id the association is ended',
    from: 'BUG-264',
    variant,
    trips: ['TP/SEC/DTLS/CID/BI-02 B'],
    inject(server) {
      const endsOver = ({ clause }: Violation) =>
        clause === 'RFC 9146 §4' ? ('internal_error' as const) : undefined
      server.otherwise = { server: { ...server.otherwise.server, ladder: { endsOver } } }
    },
  },
  {
    id: 'dtls-moved-notification-reset',
    title: 'A notification from another address is answered with RST',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/CID/BV-03 A'],
    mayTrip: ['TP/SEC/DTLS/CID/BV-03 B'],
    inject: (server) =>
      onceMoved(server, (hasMoved) =>
        instead(
          server.observations,
          'resets',
          (resets) => (observation) => hasMoved() || resets(observation),
        ),
      ),
  },
  {
    id: 'dtls-moved-notification-lost',
    title: 'A notification from another address is acknowledged, and lost',
    from: 'BUG-261',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/CID/BV-03 B'],
    inject: (server) =>
      onceMoved(server, (hasMoved) =>
        instead(
          server.observations,
          'counts',
          (counts) => (notification) => !hasMoved() && counts(notification),
        ),
      ),
  },
  {
    id: 'dtls-moved-blocks-lost',
    title: 'What comes in blocks from two addresses is taken for incomplete',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/CID/BV-05 A'],
    inject: (server) =>
      onceMoved(server, (hasMoved) =>
        instead(
          server,
          'answer',
          (answer) => (request) =>
            hasMoved() && request.payload.length > 0
              ? void request.respond({ code: '4.08' })
              : answer(request),
        ),
      ),
  },
  {
    id: 'dtls-id-not-given',
    title: 'Its records carry another connection id than the Client gave',
    variant,
    trips: ['TP/SEC/DTLS/CID/BV-01 A'],
    unsettles: [
      'TP/SEC/DTLS/CID/BI-01',
      'TP/SEC/DTLS/CID/BI-02',
      'TP/SEC/DTLS/CID/BV-03',
      'TP/SEC/DTLS/CID/BV-05',
    ],
    inject: onDatagrams<ReferenceServer>(() => ({ outgoing: idChanged })),
  },
  {
    id: 'dtls-id-not-followed',
    title: 'A Client at another address is not heard, connection id or not',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/CID/BV-01 B'],
    inject: onSocket<ReferenceServer>((socket) =>
      hearing(socket, (_, { hasId, isFirst }) => isFirst || !hasId),
    ),
  },
  {
    id: 'dtls-id-diverted',
    title: 'It sends to wherever a record with the connection id came from last, old or not',
    variant,
    trips: ['TP/SEC/DTLS/CID/BI-01 A'],
    inject: onSocket<ReferenceServer>((socket) => {
      let elsewhere: Parameters<typeof socket.send>[1] | undefined
      const heard = hearing(socket, (from, { hasId, isFirst }) => {
        elsewhere = hasId && !isFirst ? from : undefined
        return true
      })
      return { ...heard, send: (datagram, to) => socket.send(datagram, elsewhere ?? to) }
    }),
  },
]
