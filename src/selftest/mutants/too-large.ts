import { blockOption, type CoapMessage, encode, optionNumbers, readBlock, uintOption } from '#coap'
import type { CriterionId, Mutant } from '../mutant.ts'
import { type DatagramFault, messageIn, type Networked, onDatagrams, readingAs } from './on-datagrams.ts'

const { block1, size1 } = optionNumbers

/** Refuses otherwise what is too large. */
const refuses = (change: (refusal: CoapMessage) => CoapMessage) =>
  onDatagrams<Networked>(() => ({ outgoing: onRefusal(change) }))

function onRefusal(change: (refusal: CoapMessage) => CoapMessage): NonNullable<DatagramFault['outgoing']> {
  return (datagram) => {
    const message = messageIn(datagram)
    return message?.code === '4.13' ? encode(change(message)) : datagram
  }
}

/** Faults on a body that is too large, that a Client and a Server can have alike. `letter` gives the criterion for a rule. */
export function tooLargeMutants<Peer extends Networked>(
  letter: (rule: number) => string,
): readonly Mutant<Peer>[] {
  const trips = (rule: number): readonly CriterionId[] => [`TP/COAP/BLOCK/BI-08 ${letter(rule)}`]
  return [
    {
      id: 'too-large-4.00',
      title: 'What is too large is refused with 4.00',
      trips: trips(0),
      strict: true,
      inject: refuses((refusal) => ({ ...refusal, code: '4.00' })),
    },
    {
      id: 'larger-blocks-wanted',
      title: 'With 4.13 larger blocks are asked for',
      trips: trips(1),
      strict: true,
      inject: refuses((refusal) => ({
        ...refusal,
        options: [blockOption(block1, { num: 0, more: true, szx: 6 }), ...refusal.options],
      })),
    },
    {
      id: 'refused-size-allowed',
      title: 'What is refused as too large is as long as what is said to be taken',
      trips: trips(2),
      strict: true,
      inject: refuses((refusal) => ({
        ...refusal,
        options: [...refusal.options.filter(({ number }) => number !== size1), uintOption(size1, 2 ** 30)],
      })),
    },
    {
      id: 'refuses-on-after-4.13',
      title: 'After a body that was too large the next is refused, too',
      trips: trips(3),
      inject: onDatagrams(() => {
        let spoiled = false
        return {
          ...readingAs((message, answer) => {
            const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
            if (!spoiled || block === undefined) return message
            answer({ ...message, type: 'ACK', code: '4.13', options: [], payload: new Uint8Array() })
            spoiled = block.more
            return undefined
          })(),
          outgoing: onRefusal((refusal) => {
            spoiled = true
            return refusal
          }),
        }
      }),
    },
  ]
}
