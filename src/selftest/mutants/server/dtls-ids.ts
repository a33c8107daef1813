import { decode, optionNumbers, readBlock } from '#coap'
import { contentTypes, type PlainRecord, type Violation } from '#dtls'
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

const isLaterBlock = ({ type, content }: PlainRecord): boolean => {
  const { message } = decode(content)
  const isRequest = type === contentTypes.applicationData && message !== undefined && message.code < '2.00'
  return isRequest && (readBlock(message.options, optionNumbers.block1)?.num ?? 0) > 0
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
    id: 'dtls-moved-write-ends',
    title: 'Of a Write in blocks nothing more is sent once the Client is at another address',
    variant,
    strict: true,
    trips: ['TP/SEC/DTLS/CID/BV-06 A'],
    inject: (server) =>
      onceMoved(server, (hasMoved) => {
        const record = (one: PlainRecord) => (hasMoved() && isLaterBlock(one) ? [] : [one])
        server.otherwise = { server: { ...server.otherwise.server, ladder: { record } } }
      }),
  },
  {
    id: 'dtls-id-not-taken-up',
    title: 'It claims to take up connection ids, and does not',
    from: 'BUG-258',
    variant,
    trips: ['TP/SEC/DTLS/CID/BV-07 B'],
    unsettles: ['BI-01', 'BI-02', 'BV-01', 'BV-03', 'BV-05', 'BV-06'].map((id) => `TP/SEC/DTLS/CID/${id}`),
    inject(server) {
      const { cid: _, ...others } = server.otherwise.server ?? {}
      server.otherwise = { server: others }
    },
  },
  {
    id: 'dtls-id-not-given',
    title: 'Its records carry another connection id than the Client gave',
    variant,
    trips: ['TP/SEC/DTLS/CID/BV-01 A', 'TP/SEC/DTLS/CID/BV-07 B'],
    unsettles: [
      'TP/SEC/DTLS/CID/BI-01',
      'TP/SEC/DTLS/CID/BI-02',
      'TP/SEC/DTLS/CID/BV-03',
      'TP/SEC/DTLS/CID/BV-05',
      'TP/SEC/DTLS/CID/BV-06',
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
