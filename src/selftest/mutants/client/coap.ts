import { type CoapMessage, decode, encode, hex, isRequestCode, optionNumbers } from '#coap'
import { contentFormats } from '#content'
import { type Address, through } from '#net'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { type DatagramFault, onDatagrams, readingAs } from '../on-datagrams.ts'
import { reusesIds } from '../reused-ids.ts'

const isEmptyAck = ({ type, code }: CoapMessage): boolean => type === 'ACK' && code === '0.00'

/** Changes the replies that come, knowing the request that left last. */
function askedLast(change: (reply: CoapMessage, last: CoapMessage) => CoapMessage): () => DatagramFault {
  return () => {
    let last: CoapMessage | undefined
    return {
      outgoing(datagram) {
        const { message } = decode(datagram)
        if (message !== undefined && message.type === 'CON' && isRequestCode(message.code)) last = message
        return datagram
      },
      incoming(datagram) {
        const { message } = decode(datagram)
        return message?.type === 'ACK' && last !== undefined ? encode(change(message, last)) : datagram
      },
    }
  }
}

/** Tells which transmission of the same CON a datagram is, counted from 1. */
function counting(): (datagram: Uint8Array) => number {
  let [last, times] = ['', 0]
  return (datagram) => {
    const octets = hex(datagram)
    times = octets === last ? times + 1 : 1
    if (decode(datagram).message?.type === 'CON') last = octets
    return times
  }
}

export const coapMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M60',
    title: 'A response apart from the ACK is not recognised',
    from: 'BUG-277',
    trips: ['TP/COAP/MSG/BV-07 A', 'TP/FW/PULL/BV-01 C', 'TP/FW/RESULT/BV-01 C', 'TP/FW/UPDATE/BI-01 C'],
    mayTrip: ['TP/REG/DISABLE/BV-01 A'],
    inject: onDatagrams(
      readingAs((message) => (message.type === 'CON' && message.code.startsWith('2.') ? undefined : message)),
    ),
  },
  {
    id: 'discover-of-errors-unanswered',
    title: 'Discover of /3/0/11 is never answered',
    from: 'BUG-070',
    trips: ['TP/COAP/ALIVE/BV-01 A', 'int-261 A'],
    inject: (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        instead(
          client.coap,
          'onRequest',
          (onRequest) => (listener) =>
            onRequest((request) => {
              if (request.accept !== contentFormats.link || request.path.join('/') !== '3/0/11')
                listener(request)
            }),
        )
      }),
  },
  {
    id: 'empty-token-not-observed',
    title: 'An Observe with an empty token is answered like a Read',
    from: 'BUG-281',
    trips: ['TP/COAP/MSG/BV-08 A'],
    inject: onDatagrams(
      readingAs((message) =>
        message.token.length === 0 && isRequestCode(message.code)
          ? { ...message, options: message.options.filter(({ number }) => number !== optionNumbers.observe) }
          : message,
      ),
    ),
  },
  {
    id: 'any-ack-is-taken',
    title: 'The message id of an ACK is not looked at',
    from: ['BUG-276', 'BUG-275'],
    trips: ['TP/COAP/MSG/BI-07 A'],
    inject: onDatagrams(
      askedLast((reply, last) => (reply.type === 'ACK' ? { ...reply, messageId: last.messageId } : reply)),
    ),
  },
  {
    id: 'token-of-answer-ignored',
    title: 'The token of a response in an ACK is not looked at',
    from: 'BUG-299',
    trips: ['TP/COAP/MSG/BI-07 B'],
    inject: onDatagrams(
      askedLast((reply, last) =>
        reply.messageId === last.messageId && reply.code !== '0.00' ? { ...reply, token: last.token } : reply,
      ),
    ),
  },
  {
    id: 'acknowledged-repeated',
    title: 'A request is repeated though it was acknowledged',
    from: 'BUG-278',
    trips: ['TP/COAP/MSG/BV-09 A'],
    inject: onDatagrams(readingAs((message) => (isEmptyAck(message) ? undefined : message))),
  },
  {
    id: 'copy-of-ack-reset',
    title: 'The copy of an ACK is rejected',
    from: ['BUG-296', 'BUG-292'],
    trips: ['TP/COAP/MSG/BV-09 B'],
    inject: onDatagrams(() => {
      const acknowledged = new Set<number>()
      return readingAs((message, answer) => {
        const isCopy = isEmptyAck(message) && acknowledged.has(message.messageId)
        if (isEmptyAck(message)) acknowledged.add(message.messageId)
        if (isCopy) answer({ ...message, type: 'RST' })
        return message
      })()
    }),
  },
  {
    id: 'retransmissions-even',
    title: 'The last retransmissions come at even intervals',
    from: 'BUG-302',
    trips: ['TP/COAP/MSG/BV-10 A'],
    strict: true,
    inject: (client) =>
      instead(client, 'options', (options) => ({
        ...options,
        network: through(options.network, {
          socket(socket) {
            const transmitted = counting()
            const send = (datagram: Uint8Array, to: Address): void => {
              if (transmitted(datagram) !== 4) socket.send(datagram, to)
              else options.network.clock.after(5000, () => socket.send(datagram, to))
            }
            const { local } = socket
            return { local, send, onDatagram: (told) => socket.onDatagram(told), close: () => socket.close() }
          },
        }),
      })),
  },
  {
    id: 'gives-up-with-last-copy',
    title: 'It gives up with its last retransmission',
    from: 'BUG-303',
    trips: ['TP/COAP/MSG/BV-10 B'],
    inject: onDatagrams(() => {
      const transmitted = counting()
      let givenUp: number | undefined
      return {
        outgoing(datagram) {
          if (transmitted(datagram) === 5) givenUp = decode(datagram).message?.messageId
          return datagram
        },
        ...readingAs((message) =>
          message.type === 'ACK' && message.messageId === givenUp
            ? { ...message, type: 'RST', code: '0.00', token: new Uint8Array(), options: [] }
            : message,
        )(),
      }
    }),
  },
  {
    id: 'message-ids-twice',
    title: 'Each message id is used twice',
    from: 'BUG-305',
    trips: ['TP/COAP/FORM/BV-02 A'],
    inject: onDatagrams(reusesIds),
  },
  {
    id: 'size1-too-long',
    title: 'Its requests have a Size1 option of five octets',
    trips: ['TP/COAP/FORM/BV-01 A'],
    inject: (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        const size1 = { number: optionNumbers.size1, value: new Uint8Array(5) }
        instead(
          client.coap,
          'request',
          (request) => (to, draft) => request(to, { ...draft, options: [size1] }),
        )
      }),
  },
]
