import { type CoapMessage, type Code, encode, hex, isRequestCode, optionNumbers } from '#coap'
import { addressText } from '#net'
import type { CriterionId, Mutant } from '../mutant.ts'
import { type DatagramFault, messageIn, type Networked, onDatagrams, readingAs } from './on-datagrams.ts'

const experimental = (number: number): boolean => number >= 65000
const { accept, block1, block2, uriHost } = optionNumbers

/** The refusal of a request, in its ACK. */
export function refuses(code: Code, message: CoapMessage): CoapMessage {
  return {
    ...{ type: 'ACK', code, messageId: message.messageId, token: message.token },
    ...{ options: [], payload: new Uint8Array() },
  }
}

/** Faults of the message layer, that a Client and a Server can have alike. `letter` gives the criterion for a rule. */
export function messageMutants<Peer extends Networked>(
  letter: (rule: number) => string,
): readonly Mutant<Peer>[] {
  const trips = (purpose: string, rule = 0): readonly CriterionId[] => [
    `TP/COAP/MSG/${purpose} ${letter(rule)}`,
  ]
  const without = (message: CoapMessage, drop: (index: number) => boolean): CoapMessage => ({
    ...message,
    options: message.options.filter((_, index) => !drop(index)),
  })
  return [
    {
      id: 'empty-token-invented',
      title: 'A request with an empty token is answered with a token of its own making',
      from: 'BUG-297',
      trips: trips('BV-01'),
      inject: onDatagrams(withToken((token) => (token.length === 0 ? Uint8Array.of(1) : token))),
    },
    {
      id: 'short-token-padded',
      title: 'A token of one octet comes back with two',
      trips: trips('BV-02'),
      inject: onDatagrams(withToken((token) => (token.length === 1 ? Uint8Array.of(0, token[0]!) : token))),
    },
    {
      id: 'non-acknowledged',
      title: 'The answer to a NON request is an ACK',
      from: 'BUG-284',
      trips: trips('BV-03'),
      inject: onDatagrams(acknowledgesNon),
    },
    {
      id: 'con-unacknowledged',
      title: 'A Confirmable request is answered by a NON, and not acknowledged',
      trips: trips('BV-12'),
      // Each copy is answered by a message of its own.
      mayTrip: [`TP/COAP/FORM/BV-02 ${letter(0)}`],
      inject: onDatagrams(answersByNon),
    },
    {
      id: 'request-4.00-if-token-of-four',
      title: 'A request with a token of four octets is refused',
      trips: [
        ...trips('BV-02'),
        ...trips('BV-04'),
        ...trips('BV-05'),
        ...trips('BV-05', 1),
        ...trips('BV-05', 2),
        ...trips('BV-05', 3),
        ...trips('BI-05', 1),
      ],
      inject: onDatagrams(
        readingAs((message, answer) => {
          const isSpoiled = message.options.some(({ number }) =>
            [65001, accept, block1, block2, uriHost].includes(number),
          )
          const isMeant = isRequestCode(message.code) && message.code !== '0.31' && message.type === 'CON'
          if (message.token.length !== 4 || isSpoiled || !isMeant) return message
          answer(refuses('4.00', message))
          return undefined
        }),
      ),
    },
    {
      id: 'copy-5.00',
      title: 'A copy of a request is answered 5.00',
      trips: trips('BV-04', 1),
      strict: true,
      inject: onDatagrams(() => {
        const seen = new Set<string>()
        return readingAs((message, answer, from) => {
          const id = `${addressText(from)} ${message.messageId} ${hex(message.token)}`
          const isCopy = isRequestCode(message.code) && seen.has(id)
          seen.add(id)
          if (isCopy) answer(refuses('5.00', message))
          return isCopy ? undefined : message
        })()
      }),
    },
    {
      id: 'elective-option-4.02',
      title: 'An elective option that it does not know is refused',
      trips: trips('BV-05'),
      inject: onDatagrams(
        readingAs((message, answer) => {
          const unknown = message.options.filter(({ number }) => experimental(number) && number % 2 === 0)
          if (unknown.length !== 1 || unknown[0]!.value.length === 0) return message
          answer(refuses('4.02', message))
          return undefined
        }),
      ),
    },
    {
      id: 'high-option-5.00',
      title: 'An elective option of a high number is answered 5.00',
      from: 'BUG-321',
      trips: trips('BV-05'),
      inject: onDatagrams(
        readingAs((message, answer) => {
          const high = message.options.filter(({ number }) => experimental(number) && number % 2 === 0)
          if (high.length !== 1 || high[0]!.value.length === 0) return message
          answer(refuses('5.00', message))
          return undefined
        }),
      ),
    },
    {
      id: 'empty-token-unanswered',
      title: 'A request with an empty token is never answered',
      from: 'BUG-280',
      trips: trips('BV-01'),
      unsettles: ['TP/COAP/MSG/BV-08'],
      inject: onDatagrams(
        readingAs((message) =>
          isRequestCode(message.code) && message.token.length === 0 && message.type === 'CON'
            ? undefined
            : message,
        ),
      ),
    },
    {
      id: 'broken-message-spoils-a-request',
      title: 'After a message that cannot be read a request is answered 5.00',
      from: ['BUG-308', 'BUG-310', 'BUG-313', 'BUG-314', 'BUG-316', 'BUG-322', 'BUG-328'],
      trips: trips('BI-05', 1),
      inject: onDatagrams(() => {
        let spoiled = false
        return {
          incoming(datagram, answer) {
            const message = messageIn(datagram)
            if (message === undefined) spoiled = true
            if (message === undefined || !spoiled || !isRequestCode(message.code)) return datagram
            spoiled = false
            answer(refuses('5.00', message))
            return undefined
          },
        }
      }),
    },
    {
      id: 'many-options-4.00',
      title: 'More than sixteen options are refused',
      from: 'BUG-318',
      trips: trips('BV-05', 1),
      inject: onDatagrams(
        readingAs((message, answer) => {
          if (message.options.length <= 16) return message
          answer(refuses('4.00', message))
          return undefined
        }),
      ),
    },
    {
      id: 'empty-option-at-the-end-4.00',
      title: 'An empty option at the end of a message is refused',
      from: 'BUG-304',
      trips: trips('BV-05', 2),
      inject: onDatagrams(
        readingAs((message, answer) => {
          const last = message.options.at(-1)
          if (last?.number !== 65000 || last.value.length > 0) return message
          answer(refuses('4.00', message))
          return undefined
        }),
      ),
    },
    {
      id: 'option-40-unanswered',
      title: 'A message with an option 40 is lost',
      from: 'BUG-311',
      trips: trips('BV-05', 3),
      inject: onDatagrams(
        readingAs((message) => (message.options.some(({ number }) => number === 40) ? undefined : message)),
      ),
    },
    {
      id: 'long-host-reset',
      title: 'A Uri-Host that is too long is answered by RST',
      from: 'BUG-289',
      trips: trips('BI-06'),
      inject: onDatagrams(
        readingAs((message, answer) => {
          if (!message.options.some(({ number, value }) => number === uriHost && value.length > 255))
            return message
          answer({ ...refuses('0.00', message), type: 'RST', token: new Uint8Array() })
          return undefined
        }),
      ),
    },
    {
      id: 'long-host-unanswered',
      title: 'A message with a Uri-Host that is too long is lost',
      from: 'BUG-326',
      trips: trips('BI-06'),
      inject: onDatagrams(
        readingAs((message) =>
          message.options.some(({ number, value }) => number === uriHost && value.length > 255)
            ? undefined
            : message,
        ),
      ),
    },
    {
      id: 'block-of-four-octets-taken',
      title: 'A Block2 option of four octets is taken',
      from: 'BUG-320',
      trips: trips('BI-06', 1),
      inject: onDatagrams(
        readingAs((message) =>
          without(
            message,
            (index) => message.options[index]!.number === block2 && message.options[index]!.value.length > 3,
          ),
        ),
      ),
    },
    {
      id: 'ping-acknowledged',
      title: 'An Empty CON is acknowledged',
      from: 'BUG-285',
      trips: trips('BV-06'),
      inject: onDatagrams(
        readingAs((message, answer) => {
          if (message.code !== '0.00' || message.type !== 'CON') return message
          answer({ ...refuses('0.00', message), token: new Uint8Array() })
          return undefined
        }),
      ),
    },
    {
      id: 'M59',
      title: 'A critical option that it does not know is passed over',
      from: 'BUG-286',
      trips: trips('BI-01'),
      inject: onDatagrams(
        readingAs((message) =>
          message.type === 'CON' && message.options.some(({ number }) => number === 65001)
            ? without(message, (index) => message.options[index]!.number === 65001)
            : message,
        ),
      ),
    },
    {
      id: 'critical-option-ignored-in-non',
      title: 'A critical option that it does not know is passed over in a NON request',
      from: 'BUG-287',
      trips: trips('BI-01', 1),
      inject: onDatagrams(
        readingAs((message) =>
          message.type === 'NON' && message.options.some(({ number }) => number === 65001)
            ? without(message, (index) => message.options[index]!.number === 65001)
            : message,
        ),
      ),
    },
    {
      id: 'second-accept-ignored',
      title: 'Of two Accept options the second is passed over',
      from: 'BUG-288',
      trips: trips('BI-02'),
      inject: onDatagrams(
        readingAs((message) => {
          const at = message.options.findIndex(({ number }) => number === accept)
          const twice = message.options[at + 1]?.number === accept
          return twice ? without(message, (index) => index === at || index === at + 1) : message
        }),
      ),
    },
    {
      id: 'unknown-method-4.00',
      title: 'An unknown method is answered 4.00',
      trips: trips('BI-03'),
      inject: onDatagrams(
        readingAs((message, answer) => {
          if (message.code !== '0.31') return message
          answer(refuses('4.00', message))
          return undefined
        }),
      ),
    },
    {
      id: 'version-ignored',
      title: 'The version field is not looked at',
      from: 'BUG-290',
      trips: trips('BI-04'),
      inject: onDatagrams(() => ({
        incoming: (datagram) =>
          datagram[0]! >> 6 === 2 ? Uint8Array.of(datagram[0]! ^ 0xc0, ...datagram.subarray(1)) : datagram,
      })),
    },
    {
      id: 'long-token-cut',
      title: 'A token of nine octets is taken for one of eight',
      from: ['BUG-298', 'BUG-319'],
      trips: trips('BI-05'),
      inject: onDatagrams(() => ({
        incoming: (datagram) =>
          (datagram[0]! & 0xcf) === 0x49
            ? Uint8Array.of(datagram[0]! - 1, ...datagram.subarray(1, 12), ...datagram.subarray(13))
            : datagram,
      })),
    },
  ]
}

/** Answers with another token than the request had. */
function withToken(change: (token: Uint8Array) => Uint8Array): () => DatagramFault {
  return () => ({
    outgoing(datagram) {
      const message = messageIn(datagram)
      const isResponse = message !== undefined && message.code >= '2.00' && message.type === 'ACK'
      return isResponse ? encode({ ...message, token: change(message.token) }) : datagram
    },
  })
}

/** Remembers the message ids of NON requests by their tokens, and answers as if they had been CON. */
function answersByNon(): DatagramFault {
  return {
    outgoing(datagram) {
      const message = messageIn(datagram)
      const isAnswer = message?.type === 'ACK' && message.code !== '0.00'
      return isAnswer ? encode({ ...message, type: 'NON', messageId: message.messageId ^ 0x8000 }) : datagram
    },
  }
}

function acknowledgesNon(): DatagramFault {
  const ids = new Map<string, number>()
  return {
    incoming(datagram) {
      const message = messageIn(datagram)
      if (message?.type === 'NON' && isRequestCode(message.code))
        ids.set(Buffer.from(message.token).toString('hex'), message.messageId)
      return datagram
    },
    outgoing(datagram) {
      const message = messageIn(datagram)
      const messageId = message && ids.get(Buffer.from(message.token).toString('hex'))
      return message?.type === 'NON' && messageId !== undefined
        ? encode({ ...message, type: 'ACK', messageId })
        : datagram
    },
  }
}
