import { readBlock } from '#coap'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { afterGap, block1, onCopy, refusesNewStart, replies, takesBlind } from '../block-faults.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'

/** Forgets all registrations. */
function forgets(server: ReferenceServer): void {
  for (const client of [...server.clients.values()]) server.drop(client)
}

/** Faults of a Server in what it takes in blocks (RFC 7959 §2.5). */
export const takenBlockMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'list-blocks-2.04',
    title: 'Each block of a list is answered 2.04',
    trips: ['TP/COAP/BLOCK/BV-09 A'],
    inject: replies(block1, (message) => (message.code === '2.31' ? { ...message, code: '2.04' } : message)),
  },
  {
    id: 'last-list-block-2.01',
    title: 'The last block of an Update is answered 2.01',
    trips: ['TP/COAP/BLOCK/BV-09 B', 'TP/COAP/BLOCK/BI-08 H'],
    inject: replies(block1, (message, { more }) =>
      message.code === '2.04' && !more ? { ...message, code: '2.01' } : message,
    ),
  },
  {
    id: 'update-after-blocks-5.00',
    title: 'After an Update in blocks the next is answered 5.00',
    trips: ['TP/COAP/BLOCK/BV-09 C'],
    inject: (server) => {
      let spoiled = false
      instead(server, 'update', (update) => (client, request) => {
        const inBlocks = readBlock(request.message.options, block1) !== undefined
        if (spoiled && !inBlocks) request.respond({ code: '5.00' })
        else update(client, request)
        spoiled = inBlocks
      })
    },
  },
  {
    id: 'list-with-a-gap-2.04',
    title: 'The last block of a list is answered 2.04, though one before it is missing',
    from: 'BUG-216',
    trips: ['TP/COAP/BLOCK/BI-06 A'],
    inject: afterGap((message, answer) => {
      const options = message.options.filter(({ number }) => number === block1)
      answer({ ...message, type: 'ACK', code: '2.04', options, payload: new Uint8Array() })
      return undefined
    }),
  },
  {
    id: 'last-block-alone-2.04',
    title: 'The last block of a list is answered 2.04, though nothing came before it',
    trips: ['TP/COAP/BLOCK/BI-06 B'],
    inject: onDatagrams(() => {
      let begun = false
      let alone: number | undefined
      return readingAs((message, answer) => {
        const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
        if (block === undefined) return message
        if (!begun && !block.more) alone = message.messageId
        begun = block.more
        if (message.messageId !== alone) return message
        answer({ ...message, type: 'ACK', code: '2.04', options: [], payload: new Uint8Array() })
        return undefined
      })()
    }),
  },
  {
    id: 'gap-ends-the-registration',
    title: 'A list that lacks a block ends the registration',
    trips: ['TP/COAP/BLOCK/BI-06 C'],
    inject: (server) =>
      afterGap((message) => {
        forgets(server)
        return message
      })(server),
  },
  {
    id: 'short-list-block-taken',
    title: 'A short block of a list is taken',
    from: 'BUG-218',
    trips: ['TP/COAP/BLOCK/BI-07 A'],
    inject: takesBlind(({ more, szx }, octets) => more && octets < 2 ** (szx + 4)),
  },
  {
    id: 'long-list-block-taken',
    title: 'A long block of a list is taken',
    from: 'BUG-218',
    trips: ['TP/COAP/BLOCK/BI-07 B'],
    inject: takesBlind(({ szx }, octets) => octets > 2 ** (szx + 4)),
  },
  {
    id: 'short-block-ends-the-registration',
    title: 'A short block of a list ends the registration',
    trips: ['TP/COAP/BLOCK/BI-07 C'],
    inject: (server) =>
      onDatagrams<ReferenceServer>(
        readingAs((message) => {
          const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
          if (block?.more === true && message.payload.length < 2 ** (block.szx + 4)) forgets(server)
          return message
        }),
      )(server),
  },
  {
    id: 'list-block-copy-is-a-block',
    title: 'A copy of a block of a list is taken for another block, which ends the transfer',
    trips: ['TP/COAP/BLOCK/BV-10 A', 'TP/COAP/BLOCK/BV-10 B'],
    inject: onCopy((message) => ({ ...message, messageId: message.messageId ^ 0x8000 })),
  },
  {
    id: 'list-not-begun-anew',
    title: 'A list that is begun anew while another is under way is refused',
    trips: ['TP/COAP/BLOCK/BV-11 C'],
    inject: refusesNewStart,
  },
]
