import { type CoapMessage, decode, encode, hex, isResponseCode, optionNumbers } from '#coap'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { onDatagrams } from '../on-datagrams.ts'

const cancels = ({ code, options }: CoapMessage): boolean =>
  code === '0.01' && options.some(({ number, value }) => number === optionNumbers.observe && value[0] === 1)

const pathOf = ({ options }: CoapMessage): string =>
  options.flatMap(({ number, value }) => (number === optionNumbers.uriPath ? [`/${value}`] : [])).join('')

/** What becomes of the requests that come, when a notification was under way as a cancellation came. */
interface Fault {
  /** The cancellation itself as it is read; undefined: it is answered 5.00. */
  readonly cancellation?: (message: CoapMessage) => CoapMessage
  /** Whether the next Read of the same path is answered 5.00. */
  readonly spoilsNext?: true
}

function whileUnderWay({ cancellation, spoilsNext }: Fault): (client: ReferenceClient) => void {
  return onDatagrams(() => {
    const underWay = new Set<number>()
    let spoilt: string | undefined
    let cancelled = ''
    return {
      outgoing(datagram) {
        const { message } = decode(datagram)
        if (message?.type === 'CON' && isResponseCode(message.code)) underWay.add(message.messageId)
        return datagram
      },
      incoming(datagram, answer) {
        const { message } = decode(datagram)
        if (message === undefined) return datagram
        const { type, messageId, token } = message
        const fails = (): undefined => {
          answer({ type: 'ACK', code: '5.00', messageId, token, options: [], payload: new Uint8Array() })
          return undefined
        }
        if (type === 'ACK' || type === 'RST') underWay.delete(messageId)
        if (cancels(message) && (underWay.size > 0 || cancelled === hex(token))) {
          cancelled = hex(token)
          spoilt = spoilsNext === true ? pathOf(message) : undefined
          return cancellation === undefined ? fails() : encode(cancellation(message))
        }
        if (message.code !== '0.01' || pathOf(message) !== spoilt) return datagram
        spoilt = undefined
        return fails()
      },
    }
  })
}

/** Faults in cancelling what is being reported. */
export const cancellationMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'cancel-under-way-5.00',
    title: 'A cancellation before the ACK to a notification is answered 5.00',
    trips: ['TP/REP/CANCEL/BI-01 A', 'TP/REP/CANCEL/BI-01 B'],
    inject: whileUnderWay({}),
  },
  {
    id: 'cancel-under-way-ignored',
    title: 'A cancellation before the ACK to a notification is a Read',
    trips: ['TP/REP/CANCEL/BI-01 B'],
    inject: whileUnderWay({
      cancellation: (message) => ({
        ...message,
        options: message.options.filter(({ number }) => number !== optionNumbers.observe),
      }),
    }),
  },
  {
    id: 'cancel-under-way-confuses',
    title:
      'After a cancellation before the ACK to a notification, the next Read of the same path is answered 5.00',
    from: 'BUG-185',
    trips: ['TP/REP/CANCEL/BI-01 C'],
    inject: whileUnderWay({ cancellation: (message) => message, spoilsNext: true }),
  },
]
