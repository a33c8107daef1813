import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { hearing, idChanged, onSocket } from '../on-records.ts'

const variant = 'over-psk-with-ids'

/** Faults of a Server that takes up connection ids. */
export const connectionIdMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'dtls-id-not-given',
    title: 'Its records carry another connection id than the Client gave',
    variant,
    trips: ['TP/SEC/DTLS/CID/BV-01 A'],
    unsettles: ['TP/SEC/DTLS/CID/BI-01'],
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
