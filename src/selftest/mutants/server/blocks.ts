import { type Block, blockOption, type CoapMessage, decode, encode, optionNumbers, readBlock } from '#coap'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { type DatagramFault, onDatagrams, readingAs } from '../on-datagrams.ts'

const { block1, block2, contentFormat, etag, observe } = optionNumbers

/** The message with another value of this option, or without it. */
function withBlock(message: CoapMessage, which: number, block?: Block): CoapMessage {
  const others = message.options.filter(({ number }) => number !== which)
  const options = block === undefined ? others : [...others, blockOption(which, block)]
  return { ...message, options: options.toSorted((a, b) => a.number - b.number) }
}

const has = ({ options }: CoapMessage, which: number): boolean =>
  options.some(({ number }) => number === which)

/** Reads the responses and notifications that carry a Block option as others. */
function reads(
  which: number,
  change: (
    message: CoapMessage,
    block: Block,
    answer: (reply: CoapMessage) => void,
  ) => CoapMessage | undefined,
) {
  return onDatagrams<ReferenceServer>(
    readingAs((message, answer) => {
      const block = message.code >= '2.00' ? readBlock(message.options, which) : undefined
      return block === undefined ? message : change(message, block, answer)
    }),
  )
}

/** Sends the requests that carry a Block option otherwise. */
function sends(which: number, change: (message: CoapMessage, block: Block) => CoapMessage): DatagramFault {
  return {
    outgoing(datagram) {
      const { message } = decode(datagram)
      const block = message && message.code < '2.00' ? readBlock(message.options, which) : undefined
      return message === undefined || block === undefined ? datagram : encode(change(message, block))
    },
  }
}

/** Sends no request that carries a Block option twice, answered or not. */
function neverRepeats(which: number) {
  return onDatagrams<ReferenceServer>(() => {
    const sent = new Set<number>()
    return {
      outgoing(datagram) {
        const { message } = decode(datagram)
        const block = message && message.code < '2.00' ? readBlock(message.options, which) : undefined
        if (message === undefined || block === undefined) return datagram
        if (sent.has(message.messageId)) return undefined
        sent.add(message.messageId)
        return datagram
      },
    }
  })
}

/** Remembers the last request that went out in blocks, and goes on from it when the last response has come. */
function afterTheLast(which: number, isLast: (message: CoapMessage) => boolean) {
  return onDatagrams<ReferenceServer>(() => {
    let last: CoapMessage | undefined
    return {
      ...readingAs((message, answer) => {
        const block = last && readBlock(last.options, which)
        if (last !== undefined && block !== undefined && block.num > 0 && isLast(message)) {
          const next = { ...block, num: block.num + 1, more: false }
          const messageId = last.messageId ^ 0x8000
          answer({ ...withBlock(last, which, next), messageId, payload: new Uint8Array() })
          last = undefined
        }
        return message
      })(),
      ...sends(which, (message) => {
        last = message
        return message
      }),
    }
  })
}

const empty = { code: '0.00', token: new Uint8Array(), options: [], payload: new Uint8Array() } as const

/** Faults in what a Server moves in blocks (RFC 7959). */
export const blockMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'first-block-is-all',
    title: 'Of what a Client gives in blocks the first is taken for all',
    trips: ['TP/COAP/BLOCK/BV-07 A'],
    inject: reads(block2, (message) =>
      has(message, observe) ? message : withBlock(message, block2, undefined),
    ),
  },
  {
    id: 'asks-for-a-block-too-many',
    title: 'After the last block, which is full, another is asked for',
    from: 'BUG-209',
    trips: ['TP/COAP/BLOCK/BV-07 B'],
    inject: afterTheLast(block2, ({ code, options }) => {
      const block = readBlock(options, block2)
      return code === '2.05' && block?.more === false && block.num > 0
    }),
  },
  {
    id: 'm-in-block-requests',
    title: 'Blocks are asked for with M',
    from: 'BUG-209',
    trips: ['TP/COAP/BLOCK/BV-07 C', 'TP/COAP/FORM/BV-01 B'],
    inject: onDatagrams(() =>
      sends(block2, (message, block) => withBlock(message, block2, { ...block, more: true })),
    ),
  },
  {
    id: 'blocks-answered',
    title: 'A block of a response is answered by an error',
    from: 'BUG-211',
    trips: ['TP/COAP/BLOCK/BV-07 D'],
    inject: reads(block2, (message, _, answer) => {
      const { token, messageId } = message
      const error = { code: '5.00', options: [], payload: new Uint8Array() } as const
      if (!has(message, observe)) answer({ ...error, type: 'NON', token, messageId: messageId ^ 0x4000 })
      return message
    }),
  },
  {
    id: 'body-cut-off',
    title: 'Of a body that is long the last octet is left out',
    trips: [
      ...['A', 'C', 'E'].map((letter) => `TP/COAP/BLOCK/BV-08 ${letter}` as const),
      'int-760 E',
      'int-770 D',
    ],
    strict: true,
    inject: (server) =>
      instead(server, 'payload', (payload) => (endpoint, path, nodes, format) => {
        const content = payload(endpoint, path, nodes, format)
        return content.payload.length < 2048
          ? content
          : { ...content, payload: content.payload.subarray(0, -1) }
      }),
  },
  {
    id: 'empty-block-after-the-last',
    title: 'After the last block, which is full, comes an empty one',
    from: 'BUG-208',
    trips: ['TP/COAP/BLOCK/BV-08 B'],
    inject: afterTheLast(block1, ({ code, options }) => {
      const block = readBlock(options, block1)
      return code === '2.04' && block?.more === false
    }),
  },
  {
    id: 'smaller-blocks-counted-on',
    title: 'When smaller blocks are asked for on the way, their numbers follow those of the larger',
    from: 'BUG-219',
    trips: ['TP/COAP/BLOCK/BV-08 C'],
    inject: onDatagrams(() => {
      let larger = false
      return sends(block1, (message, block) => {
        if (block.num === 0) larger = block.szx === 6
        return larger && block.szx < 6
          ? withBlock(message, block1, { ...block, num: block.num - 3 })
          : message
      })
    }),
  },
  {
    id: 'smaller-blocks-not-sent',
    title: 'When smaller blocks are asked for, larger ones follow',
    trips: ['TP/COAP/BLOCK/BV-08 D'],
    strict: true,
    inject: reads(block1, (message, block) =>
      message.code === '2.31' ? withBlock(message, block1, { ...block, szx: 6 }) : message,
    ),
  },
  {
    id: 'gives-up-at-4.13',
    title: 'When larger blocks are refused, nothing follows',
    from: 'BUG-220',
    trips: ['TP/COAP/BLOCK/BV-08 E'],
    strict: true,
    inject: reads(block1, (message) =>
      message.code === '4.13' ? withBlock(message, block1, undefined) : message,
    ),
  },
  {
    id: 'etags-not-compared',
    title: 'Blocks are put together whatever their ETags',
    trips: ['TP/COAP/BLOCK/BV-14 A'],
    inject: reads(block2, (message) =>
      has(message, observe)
        ? message
        : { ...message, options: message.options.filter(({ number }) => number !== etag) },
    ),
  },
  {
    id: 'asks-in-larger-blocks',
    title: 'Blocks are asked for in 1024 octets, though smaller ones were given',
    trips: ['TP/COAP/BLOCK/BV-14 B'],
    inject: onDatagrams(() =>
      sends(block2, (message, block) =>
        block.szx === 5 && block.num > 0 && block.num % 2 === 0
          ? withBlock(message, block2, { num: block.num / 2, more: false, szx: 6 })
          : message,
      ),
    ),
  },
  {
    id: 'changed-value-never-read',
    title: 'When a value has changed between its blocks, it is not read to its end again',
    trips: ['TP/COAP/BLOCK/BV-14 C'],
    inject: onDatagrams(() => {
      let first: string | undefined
      let left = 0
      return readingAs((message) => {
        const block = message.code >= '2.00' ? readBlock(message.options, block2) : undefined
        if (block === undefined) return message
        const tag = message.options.find(({ number }) => number === etag)?.value.toString()
        // What follows the first block of a notification belongs to no Read.
        const isRead = !has(message, observe) && (block.num === 0 || first !== undefined)
        if (!isRead) {
          first = undefined
          return message
        }
        if (block.num > 0 && first !== undefined && tag !== first) left = 3
        first = tag
        return left-- > 0 ? { ...message, payload: new Uint8Array() } : message
      })()
    }),
  },
  {
    id: 'block-never-asked-again',
    title: 'A block that is asked for in vain is not asked for again',
    trips: ['TP/COAP/BLOCK/BV-12 A'],
    inject: neverRepeats(block2),
  },
  {
    id: 'block-never-sent-again',
    title: 'A block that nobody answers is not sent again',
    trips: ['TP/COAP/BLOCK/BV-12 B'],
    inject: neverRepeats(block1),
  },
  {
    id: 'body-after-4.13-cut-off',
    title: 'Of what follows a body that was too large the last octet is left out',
    trips: ['TP/COAP/BLOCK/BI-09 A'],
    inject: (server) =>
      instead(server, 'payload', (payload) => (endpoint, path, nodes, format) => {
        const content = payload(endpoint, path, nodes, format)
        return content.payload.length === 1200
          ? { ...content, payload: content.payload.subarray(0, -1) }
          : content
      }),
  },
  {
    id: 'goes-on-after-4.13',
    title: 'When a body is refused as too large, another block of it follows',
    trips: ['TP/COAP/BLOCK/BI-09 B'],
    strict: true,
    inject: onDatagrams(() => {
      let last: CoapMessage | undefined
      return {
        ...readingAs((message, answer) => {
          const block = last && readBlock(last.options, block1)
          if (message.code !== '4.13' || has(message, block1) || last === undefined || block === undefined)
            return message
          const next = { ...block, num: block.num + 1 }
          answer({ ...withBlock(last, block1, next), messageId: last.messageId ^ 0x8000 })
          last = undefined
          return message
        })(),
        ...sends(block1, (message) => {
          last = message
          return message
        }),
      }
    }),
  },
  {
    id: 'notification-in-blocks-reset',
    title: 'A notification that more blocks follow is rejected',
    from: 'BUG-224',
    trips: ['A', 'B', 'C'].map((letter) => `TP/REP/LARGE/BV-02 ${letter}` as const),
    inject: reads(block2, (message, { more }, answer) => {
      if (!more || !has(message, observe) || message.type !== 'CON') return message
      answer({ ...message, ...empty, type: 'RST' })
      return undefined
    }),
  },
  {
    id: 'first-notified-block-is-all',
    title: 'Of a notification in blocks the first is taken for all',
    trips: ['B', 'C'].map((letter) => `TP/REP/LARGE/BV-02 ${letter}` as const),
    inject: reads(block2, (message) =>
      has(message, observe) ? withBlock(message, block2, undefined) : message,
    ),
  },
  {
    id: 'notifications-mixed',
    title:
      'A notification that comes while another is fetched is dropped, and its blocks are taken for the other',
    from: 'BUG-221',
    trips: ['TP/REP/LARGE/BV-02 C'],
    inject: onDatagrams(() => {
      let begun: string | undefined
      let isFetched = false
      return readingAs((message, answer) => {
        const block = message.code >= '2.00' ? readBlock(message.options, block2) : undefined
        if (block === undefined) return message
        const tag = message.options.find(({ number }) => number === etag)?.value.toString() ?? ''
        const isNotification = has(message, observe)
        if (isNotification && begun !== undefined) {
          answer({ ...message, ...empty, type: 'ACK' })
          begun = undefined
          return undefined
        }
        // The last block of what was begun ends it; one of another body does not.
        begun = isNotification ? tag : begun === tag && !block.more ? undefined : begun
        isFetched = isNotification || (isFetched && block.num > 0)
        if (!isFetched) return message
        return { ...message, options: message.options.filter(({ number }) => number !== etag) }
      })()
    }),
  },
  {
    id: 'cancels-by-a-block-token',
    title: 'An observation is cancelled with the token by which its last block was asked for',
    from: 'BUG-193',
    trips: ['TP/REP/LARGE/BV-02 D'],
    inject: onDatagrams(() => {
      let token: Uint8Array | undefined
      return {
        outgoing(datagram) {
          const { message } = decode(datagram)
          if (message === undefined || message.code !== '0.01') return datagram
          if (has(message, block2)) token = message.token
          const cancels = message.options.some(
            ({ number, value }) => number === observe && value.length === 1 && value[0] === 1,
          )
          return cancels && token !== undefined ? encode({ ...message, token }) : datagram
        },
      }
    }),
  },
  {
    id: 'older-notification-counts',
    title: 'A notification counts, though one that was sent later has come before it',
    from: 'BUG-195',
    trips: ['TP/REP/ORDER/BV-01 A'],
    inject: ({ observations }) => {
      observations.counts = () => true
    },
  },
  {
    id: 'unknown-format-spoils-an-update',
    title: 'After an answer in an unknown format an Update is answered 5.00',
    from: 'BUG-329',
    trips: ['TP/DM/FORMAT/BI-03 A'],
    inject: onDatagrams(() => {
      let spoiled = false
      return readingAs((message, answer) => {
        if (isUnknown(message)) spoiled = true
        if (!spoiled || message.code !== '0.02') return message
        spoiled = false
        answer({ ...message, type: 'ACK', code: '5.00', options: [], payload: new Uint8Array() })
        return undefined
      })()
    }),
  },
  {
    id: 'unknown-format-spoils-reading',
    title: 'After an answer in an unknown format no other is read',
    from: 'BUG-329',
    trips: ['TP/DM/FORMAT/BI-03 B'],
    inject: onDatagrams(() => {
      let left = 0
      return readingAs((message) => {
        if (isUnknown(message)) left = 2
        return message.code === '2.05' && left-- > 0 ? { ...message, payload: new Uint8Array() } : message
      })()
    }),
  },
]

function isUnknown({ options }: CoapMessage): boolean {
  return options.some(
    ({ number, value }) => number === contentFormat && Buffer.from(value).toString('hex') === 'fde8',
  )
}
