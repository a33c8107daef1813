import { isRequestCode, readBlock } from '#coap'
import { parsePath } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import {
  afterCopy,
  afterGap,
  asks,
  block1,
  block2,
  onCopy,
  replies,
  tags,
  withBlock,
} from '../block-faults.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'

/** Faults in block-wise transfer (RFC 7959). */
export const blockMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'block-size-ignored',
    title: 'Whatever block size is asked for, it gives 64 octets',
    trips: ['TP/COAP/BLOCK/BV-01 A', 'TP/COAP/BLOCK/BV-01 C', 'TP/COAP/BLOCK/BV-04 D'],
    inject: asks(block2, (block) => (block.szx === 0 ? { ...block, szx: 2 } : block)),
  },
  {
    id: 'second-block-spoiled',
    title: 'The second block has a wrong octet',
    trips: ['TP/COAP/BLOCK/BV-01 B'],
    inject: replies(block2, (message, { num, szx }) =>
      num === 1 && szx === 0
        ? { ...message, payload: message.payload.with(0, message.payload[0]! ^ 1) }
        : message,
    ),
  },
  {
    id: 'M54',
    title: 'Whatever block is asked for, it gives the first',
    from: 'BUG-205',
    trips: [
      'TP/COAP/BLOCK/BV-01 A',
      'TP/COAP/BLOCK/BV-01 B',
      'TP/COAP/BLOCK/BV-01 C',
      'TP/COAP/BLOCK/BI-04 A',
      'int-235 A',
      'int-235 B',
      'int-235 C',
      'int-235 E',
      'TP/COAP/BLOCK/BV-04 D',
      'TP/DM/TYPES/BV-21 A',
    ],
    mayTrip: ['TP/DM/TYPES/BV-09 L', 'TP/DM/TYPES/BV-11 L'],
    inject: asks(block2, (block) => ({ ...block, num: 0 })),
  },
  {
    id: 'blocks-in-order-only',
    title: 'A block that is not the next one is refused',
    from: 'BUG-215',
    trips: ['TP/COAP/BLOCK/BV-01 C'],
    inject: onDatagrams(() => {
      let last = -1
      return readingAs((message, answer) => {
        if (!isRequestCode(message.code)) return message
        // Who names no block begins with the first.
        const block = readBlock(message.options, block2) ?? { num: 0 }
        const isNext = block.num === 0 || block.num === last || block.num === last + 1
        last = block.num
        if (isNext) return message
        answer({ ...message, type: 'ACK', code: '4.08', options: [], payload: new Uint8Array() })
        return undefined
      })()
    }),
  },
  {
    id: 'continue-2.04',
    title: 'Each block of a Write is answered 2.04',
    trips: ['TP/COAP/BLOCK/BV-02 A', 'TP/COAP/BLOCK/BI-05 A'],
    inject: replies(block1, (message) => (message.code === '2.31' ? { ...message, code: '2.04' } : message)),
  },
  {
    id: 'last-block-2.01',
    title: 'The last block of a Write is answered 2.01',
    trips: [
      'TP/COAP/BLOCK/BV-02 B',
      'TP/COAP/BLOCK/BI-08 G',
      'int-755 C',
      'int-760 F',
      'int-770 E',
      'TP/SWM/DELIVERY/BV-01 A',
    ],
    unsettles: ['TP/DM/TYPES/BV-21'],
    inject: replies(block1, (message, { more }) =>
      message.code === '2.04' && !more ? { ...message, code: '2.01' } : message,
    ),
  },
  {
    id: 'upload-cut-off',
    title: 'Of what comes in blocks, 64 octets are kept',
    trips: ['TP/COAP/BLOCK/BV-02 C', 'TP/COAP/BLOCK/BV-02 E'],
    inject: ({ device }) =>
      instead(
        device,
        'perform',
        (perform) => (operation) =>
          operation.kind === 'write' && operation.payload.length === 73
            ? perform({ ...operation, payload: operation.payload.subarray(0, 64) })
            : perform(operation),
      ),
  },
  {
    id: 'M55',
    title: 'A block after a gap is answered 2.31',
    from: 'BUG-216',
    trips: ['TP/COAP/BLOCK/BV-02 D', 'TP/COAP/BLOCK/BI-02 A'],
    inject: afterGap((message, answer) => {
      const options = message.options.filter(({ number }) => number === block1)
      answer({ ...message, type: 'ACK', code: '2.31', options, payload: new Uint8Array() })
      return undefined
    }),
  },
  {
    id: 'gap-spoils-the-value',
    title: 'A block after a gap is refused, and its octets are kept all the same',
    trips: ['TP/COAP/BLOCK/BV-02 E', 'TP/COAP/BLOCK/BI-02 B'],
    inject: (client) =>
      afterGap((message) => {
        const object = client.store.objects().includes(3442) ? 3442 : 3441
        client.store.set(parsePath(`/${object}/0/110`), { type: 'string', value: 'spoiled' })
        return message
      })(client),
  },
  {
    id: 'high-block-number-is-0',
    title: 'A block number beyond all content is taken for 0',
    from: 'BUG-323',
    trips: ['TP/COAP/BLOCK/BI-04 A'],
    inject: asks(block2, (block) => (block.num > 0x7ffff ? { ...block, num: 0 } : block)),
  },
  {
    id: 'block-copy-is-a-block',
    title: 'A copy of a block is taken for another block, which ends the transfer',
    trips: ['A', 'B', 'C'].map((letter) => `TP/COAP/BLOCK/BV-04 ${letter}` as const),
    mayTrip: ['TP/COAP/BLOCK/BV-04 D'],
    inject: onCopy((message) => ({ ...message, messageId: message.messageId ^ 0x8000 })),
  },
  {
    id: 'last-block-after-a-copy-2.01',
    title: 'After a copy of a block the last is answered 2.01',
    trips: ['TP/COAP/BLOCK/BV-04 B'],
    inject: afterCopy((client) =>
      instead(client.device, 'perform', (perform) => (operation) => {
        const response = perform(operation)
        return operation.kind === 'write' && operation.payload.length === 68
          ? { ...response, code: '2.01' }
          : response
      }),
    ),
  },
  {
    id: 'block-copy-kept-twice',
    title: 'After a copy of a block its octets are there twice',
    trips: ['TP/COAP/BLOCK/BV-04 C'],
    inject: afterCopy(({ device }) =>
      instead(device, 'perform', (perform) => (operation) => {
        if (operation.kind !== 'write' || operation.payload.length !== 68) return perform(operation)
        const { payload } = operation
        const doubled = Buffer.concat([payload.subarray(0, 32), payload.subarray(16)])
        return perform({ ...operation, payload: doubled })
      }),
    ),
  },
  {
    id: 'etag-by-the-block',
    title: 'Every block has an ETag of its own',
    trips: ['TP/COAP/BLOCK/BV-05 A', 'TP/COAP/BLOCK/BV-05 B'],
    inject: tags((message, { num }) => Uint8Array.of(num, message.payload[0] ?? 0)),
  },
  {
    id: 'etag-by-the-length',
    title: 'Values of one length have one ETag',
    trips: ['TP/COAP/BLOCK/BV-05 C'],
    inject: tags(() => Uint8Array.of(40)),
  },
  {
    id: 'third-block-as-it-is-now',
    title: 'A third block is of the value as it is now, with the ETag of the value as it was',
    trips: ['TP/COAP/BLOCK/BV-05 B'],
    inject: replies(block2, (message, { num, szx }) =>
      num === 2 && szx === 0 && message.payload.every((octet) => octet === 0x61)
        ? { ...message, payload: message.payload.map(() => 0x62) }
        : message,
    ),
  },
  {
    id: 'short-block-padded',
    title: 'A short block is filled up with blanks',
    from: 'BUG-218',
    trips: ['TP/COAP/BLOCK/BI-03 A', 'TP/COAP/BLOCK/BI-03 C'],
    inject: onDatagrams(
      readingAs((message) => {
        const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
        if (block?.more !== true || message.payload.length >= 16) return message
        const payload = new Uint8Array(16).fill(0x20)
        payload.set(message.payload)
        return { ...message, payload }
      }),
    ),
  },
  {
    id: 'long-block-cut',
    title: 'Of a block that is too long the octets that are too many are dropped',
    from: 'BUG-218',
    trips: ['TP/COAP/BLOCK/BI-03 B', 'TP/COAP/BLOCK/BI-03 C'],
    inject: onDatagrams(
      readingAs((message) => {
        const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
        if (block?.szx !== 0 || message.payload.length <= 16) return message
        return { ...message, payload: message.payload.subarray(0, 16) }
      }),
    ),
  },
  {
    id: 'short-block-kept',
    title: 'A short block is refused, and its octets are kept all the same',
    trips: ['TP/COAP/BLOCK/BI-03 C'],
    inject: (client) =>
      onDatagrams<ReferenceClient>(
        readingAs((message) => {
          const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
          const object = client.store.objects().includes(3442) ? 3442 : 3441
          if (block?.more === true && message.payload.length < 16)
            client.store.set(parsePath(`/${object}/0/110`), { type: 'string', value: 'spoiled' })
          return message
        }),
      )(client),
  },
  {
    id: 'smaller-blocks-restart',
    title: 'When smaller blocks are asked for on the way, it counts on in the larger ones',
    trips: ['TP/COAP/BLOCK/BV-03 B', 'TP/COAP/BLOCK/BV-03 C'],
    inject: onDatagrams(() => {
      let larger = false
      return readingAs((message) => {
        const block = readBlock(message.options, block2)
        if (block === undefined || message.code >= '2.00') return message
        if (block.num === 0) larger = block.szx === 1
        return larger && block.szx === 0 ? withBlock(message, block2, { ...block, szx: 1 }) : message
      })()
    }),
  },
  {
    id: 'blocks-of-32-spoiled',
    title: 'In blocks of 32 octets the first has a wrong octet',
    trips: ['TP/COAP/BLOCK/BV-03 A'],
    inject: replies(block2, (message, { num, szx }) =>
      num === 0 && szx === 1
        ? { ...message, payload: message.payload.with(0, message.payload[0]! ^ 1) }
        : message,
    ),
  },
  {
    id: 'last-block-is-a-body',
    title: 'A last block that nothing came before is taken for a whole body',
    from: 'BUG-216',
    trips: ['TP/COAP/BLOCK/BI-02 A', 'TP/COAP/BLOCK/BI-02 B'],
    inject: onDatagrams(() => {
      let begun = false
      return readingAs((message) => {
        const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
        if (block === undefined) return message
        const alone = !begun && !block.more
        begun = block.more
        return alone
          ? { ...message, options: message.options.filter(({ number }) => number !== block1) }
          : message
      })()
    }),
  },
  {
    id: 'last-block-kept-all-the-same',
    title: 'A last block that nothing came before is refused, and its octets are kept all the same',
    trips: ['TP/COAP/BLOCK/BI-02 B'],
    inject: (client) =>
      onDatagrams<ReferenceClient>(() => {
        let begun = false
        return readingAs((message) => {
          const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
          if (block === undefined) return message
          const object = client.store.objects().includes(3442) ? 3442 : 3441
          if (!begun && !block.more)
            client.store.set(parsePath(`/${object}/0/110`), { type: 'string', value: 'spoiled' })
          begun = block.more
          return message
        })()
      })(client),
  },
  {
    id: 'size-7-is-1024',
    title: 'The size exponent 7 is taken for 6',
    from: 'BUG-217',
    trips: ['TP/COAP/BLOCK/BI-01 A'],
    inject: asks(block2, (block) => (block.szx === 7 ? { ...block, szx: 6 } : block)),
  },
]
