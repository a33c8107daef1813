import {
  type Block,
  blockOption,
  type IncomingRequest,
  optionNumbers,
  type ResponseDraft,
  readBlock,
  sizeOf,
  szxOf,
  uintOption,
} from '#coap'

/** Octets of a block where the Client asks for no size; small enough for every link. */
const usualSize = 512

/** The part of a body that a request asks for. */
export interface Part {
  readonly draft: ResponseDraft
  /** Octets of the body up to the end of this part. */
  readonly upTo: number
}

/**
 * Answers a GET with the block it asks for (RFC 7959 §2.4), each with an ETag, the first with the length.
 * @param states the length that is said
 */
export function partOf(
  { message }: IncomingRequest,
  body: Uint8Array,
  etag: Uint8Array,
  states: number,
): Part {
  const asked: Block | undefined = readBlock(message.options, optionNumbers.block2)
  const szx = Math.min(asked?.szx ?? szxOf(usualSize), 6)
  const size = sizeOf(szx)
  const num = asked?.num ?? 0
  const from = num * size
  const upTo = Math.min(from + size, body.length)
  if (from >= body.length && num > 0) return { draft: { code: '4.00' }, upTo: 0 }
  const tag = { number: optionNumbers.etag, value: etag }
  const size2 = num === 0 ? [uintOption(optionNumbers.size2, states)] : []
  return {
    draft: {
      code: '2.05',
      contentFormat: 42,
      options: [tag, blockOption(optionNumbers.block2, { num, more: upTo < body.length, szx }), ...size2],
      payload: body.subarray(from, upTo),
    },
    upTo,
  }
}
