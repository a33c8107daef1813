import { type CoapMessage, optionNumbers, readBlock } from '#coap'
import { parsePath } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { block1, block2, refusesNewStart, replies } from '../block-faults.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'

const { size1, uriPath } = optionNumbers

/** Refuses later blocks of a Read, when something has come between. */
function losesRead(isLost: (message: CoapMessage, before: CoapMessage) => boolean) {
  return onDatagrams<ReferenceClient>(() => {
    let before: CoapMessage | undefined
    let lost = false
    return readingAs((message, answer) => {
      const block = message.code < '2.00' ? readBlock(message.options, block2) : undefined
      if (block === undefined) return message
      lost = block.num > 0 && (lost || (before !== undefined && isLost(message, before)))
      const isCopy = message.messageId === before?.messageId
      before = message
      if (!lost || isCopy) return message
      answer({ ...message, type: 'ACK', code: '4.08', options: [], payload: new Uint8Array() })
      return undefined
    })()
  })
}

const pathOf = ({ options }: CoapMessage): string =>
  options
    .filter(({ number }) => number === uriPath)
    .map(({ value }) => Buffer.from(value).toString())
    .join('/')

/** Does otherwise with a Write of so many octets. */
function onWrite(
  octets: number,
  change: (client: ReferenceClient, payload: Uint8Array) => Uint8Array,
): (client: ReferenceClient) => void {
  return (client) =>
    instead(
      client.device,
      'perform',
      (perform) => (operation) =>
        operation.kind === 'write' && operation.payload.length === octets
          ? perform({ ...operation, payload: change(client, operation.payload) })
          : perform(operation),
    )
}

/** Faults of the field in block-wise transfer. */
export const blockBugMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'full-last-block-says-more',
    title: 'The last block of a Read, when it is full, announces another',
    from: 'BUG-209',
    trips: ['TP/COAP/BLOCK/BV-03 C'],
    inject: replies(block2, (message, block) => {
      if (block.szx !== 0 || block.more || message.payload.length !== 16) return message
      const more = message.options.map((option) =>
        option.number === block2
          ? { ...option, value: option.value.with(-1, option.value.at(-1)! | 8) }
          : option,
      )
      return { ...message, options: more }
    }),
  },
  {
    id: 'other-read-ends-blocks',
    title: 'A Read in blocks is over when another begins',
    from: 'BUG-214',
    trips: ['TP/COAP/BLOCK/BV-03 D'],
    mayTrip: ['TP/DM/TYPES/BV-09 L', 'TP/DM/TYPES/BV-11 L'],
    inject: losesRead((message, before) => pathOf(message) !== pathOf(before)),
  },
  {
    id: 'copied-read-ends-blocks',
    title: 'A Read in blocks is over when a block is asked for twice',
    from: 'BUG-213',
    trips: ['TP/COAP/BLOCK/BV-04 D'],
    inject: losesRead(({ messageId }, before) => messageId === before.messageId),
  },
  {
    id: 'tlv-begins-in-each-block',
    title: 'TLV that comes in blocks is read anew in each',
    from: 'BUG-207',
    trips: ['TP/COAP/BLOCK/BV-06 A', 'TP/COAP/BLOCK/BV-06 B'],
    unsettles: ['TP/DM/TYPES/BV-21'],
    inject: onDatagrams(
      readingAs((message, answer) => {
        const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
        const isTlv = message.options.some(
          ({ number, value }) =>
            number === optionNumbers.contentFormat && Buffer.from(value).toString('hex') === '2d16',
        )
        if (block === undefined || !isTlv || block.num === 0) return message
        answer({ ...message, type: 'ACK', code: '4.00', options: [], payload: new Uint8Array() })
        return undefined
      }),
    ),
  },
  {
    id: 'tlv-in-blocks-spoiled',
    title: 'Of TLV that comes in blocks the last octet is a blank',
    trips: ['TP/COAP/BLOCK/BV-06 B'],
    inject: onWrite(70, (_, payload) => payload.with(-1, 0x20)),
  },
  {
    id: 'unreadable-last-block-2.31',
    title: 'The last block of what cannot be read is answered 2.31',
    from: 'BUG-212',
    trips: ['TP/COAP/BLOCK/BI-05 A'],
    inject: replies(block1, (message, { more }) =>
      message.code === '4.00' && !more ? { ...message, code: '2.31' } : message,
    ),
  },
  {
    id: 'unreadable-blocks-kept',
    title: 'What cannot be read is refused, and changes the value all the same',
    trips: ['TP/COAP/BLOCK/BI-05 B'],
    inject: onWrite(26, ({ store }, payload) => {
      store.set(parsePath('/1/0/1'), { type: 'integer', value: 4711n })
      return payload
    }),
  },
  {
    id: 'body-not-begun-anew',
    title: 'A body that is begun anew while another is under way is refused',
    trips: ['TP/COAP/BLOCK/BV-11 A', 'TP/COAP/BLOCK/BV-11 B'],
    inject: refusesNewStart,
  },
  {
    id: 'body-begun-before-kept',
    title: 'Before a body that is begun anew stand the blocks of the one before',
    trips: ['TP/COAP/BLOCK/BV-11 B'],
    inject: onWrite(54, (_, payload) =>
      Buffer.concat([new TextEncoder().encode('What was begun first is of no ac'), payload]),
    ),
  },
  {
    id: 'too-large-kept',
    title: 'Of what is too large the first block is kept',
    trips: ['TP/COAP/BLOCK/BI-08 I'],
    inject: (client) =>
      onDatagrams<ReferenceClient>(
        readingAs((message) => {
          const object = client.store.objects().includes(3442) ? 3442 : 3441
          if (message.options.some(({ number, value }) => number === size1 && value.length === 4))
            client.store.set(parsePath(`/${object}/0/110`), { type: 'string', value: 'A body that can ' })
          return message
        }),
      )(client),
  },
  {
    id: 'm-in-a-block-request-4.00',
    title: 'A request for a block with M is refused',
    from: 'BUG-217',
    trips: ['TP/COAP/BLOCK/BV-13 A'],
    inject: onDatagrams(
      readingAs((message, answer) => {
        const block = message.code < '2.00' ? readBlock(message.options, block2) : undefined
        if (block?.more !== true) return message
        answer({ ...message, type: 'ACK', code: '4.00', options: [], payload: new Uint8Array() })
        return undefined
      }),
    ),
  },
]
