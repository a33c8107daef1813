import { type Block, blockOption, type CoapMessage, encode, optionNumbers, readBlock } from '#coap'
import { messageIn, type Networked, onDatagrams, readingAs } from './on-datagrams.ts'

export const { block1, block2 } = optionNumbers

/** Reads the Block option of a request as another one. */
export function asks(which: number, change: (block: Block) => Block) {
  return onDatagrams<Networked>(
    readingAs((message) => {
      const block = readBlock(message.options, which)
      return block === undefined || message.code >= '2.00'
        ? message
        : withBlock(message, which, change(block))
    }),
  )
}

/** Changes the replies that carry a Block option. */
export function replies(which: number, change: (message: CoapMessage, block: Block) => CoapMessage) {
  return onDatagrams<Networked>(() => ({
    outgoing(datagram) {
      const message = messageIn(datagram)
      const block = message && readBlock(message.options, which)
      return message === undefined || block === undefined || message.code < '2.00'
        ? datagram
        : encode(change(message, block))
    },
  }))
}

/** Tells what to do when a block of an upload is not the one that follows. */
export function afterGap(
  reply: (message: CoapMessage, answer: (reply: CoapMessage) => void) => CoapMessage | undefined,
) {
  return onDatagrams<Networked>(() => {
    let last = -1
    let refused: number | undefined
    return readingAs((message, answer) => {
      const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
      if (block === undefined) return message
      const gap = block.num > last + 1 || message.messageId === refused
      if (gap) refused = message.messageId
      last = block.num
      return gap ? reply(message, answer) : message
    })()
  })
}

/** The message with another value of this option. */
export function withBlock(message: CoapMessage, which: number, block: Block): CoapMessage {
  const others = message.options.filter(({ number }) => number !== which)
  const options = [...others, blockOption(which, block)].toSorted((a, b) => a.number - b.number)
  return { ...message, options }
}

/** Puts other ETags on the blocks of 16 octets that it gives. */
export function tags(change: (message: CoapMessage, block: Block) => Uint8Array) {
  return replies(block2, (message, block) =>
    block.szx === 0
      ? {
          ...message,
          options: message.options.map((option) =>
            option.number === optionNumbers.etag ? { ...option, value: change(message, block) } : option,
          ),
        }
      : message,
  )
}

/** Reads a copy of a block of an upload as another message. */
export function onCopy(change: (message: CoapMessage) => CoapMessage) {
  return onDatagrams<Networked>(() => {
    let last = -1
    return readingAs((message) => {
      const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
      if (block === undefined) return message
      const isCopy = message.messageId === last
      last = message.messageId
      return isCopy ? change(message) : message
    })()
  })
}

/** Puts a fault in when a copy of a block has come. */
export function afterCopy<Peer extends Networked>(fault: (peer: Peer) => void) {
  return (peer: Peer): void => {
    let broken = false
    onCopy((message) => {
      if (!broken) fault(peer)
      broken = true
      return message
    })(peer)
  }
}

/** Takes blocks of a length that they should not have, and what follows them, without a look at them. */
export function takesBlind(isWrong: (block: Block, octets: number) => boolean) {
  return onDatagrams<Networked>(() => {
    let blind = false
    return readingAs((message, answer) => {
      const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
      if (block === undefined) return message
      blind = block.num > 0 && (blind || isWrong(block, message.payload.length))
      if (!blind) return message
      const options = [blockOption(block1, block)]
      const code = block.more ? '2.31' : '2.04'
      answer({ ...message, type: 'ACK', code, options, payload: new Uint8Array() })
      return undefined
    })()
  })
}

/** Refuses a first block while another body is under way. */
export const refusesNewStart = onDatagrams<Networked>(() => {
  let underWay = false
  return {
    ...readingAs((message, answer) => {
      const block = message.code < '2.00' ? readBlock(message.options, block1) : undefined
      if (!underWay || block?.num !== 0) return message
      answer({ ...message, type: 'ACK', code: '4.08', options: [], payload: new Uint8Array() })
      return undefined
    })(),
    outgoing(datagram) {
      const message = messageIn(datagram)
      const block = message && readBlock(message.options, block1)
      if (message !== undefined && block !== undefined && message.code >= '2.00')
        underWay = message.code === '2.31' && block.num > 0
      return datagram
    },
  }
})
