import {
  type Block,
  blockOption,
  check,
  type Ladder,
  type LadderMessage,
  type Moment,
  optionNumbers,
  type Reply,
  readBlock,
  replyText,
  type Scene,
} from '#testcase'

const { block1, block2 } = optionNumbers

/** The smallest blocks there are: 16 octets (RFC 7959 §2.2). */
export const smallest = { szx: 0, octets: 16 } as const

export type Read = Pick<LadderMessage, 'code' | 'path' | 'accept'>

/** Asks for one block of a representation. */
export function askBlock(...[wire, read, num, szx]: Parameters<typeof blockAsked>) {
  return blockAsked(wire, read, num, szx).responded
}

/** A request for one block on its way, of which copies can be sent. */
export function blockAsked(wire: Ladder, read: Read, num: number, szx: number = smallest.szx) {
  const block = blockOption(block2, { num, more: false, szx })
  return wire.sends(`a Read of /${read.path?.join('/')}, block ${num} of ${2 ** (szx + 4)} octets`, {
    ...read,
    options: [block],
  })
}

/** 2.05 with this block and no other, full unless it is the last. */
export const isBlock = (num: number) =>
  check<Reply>(`2.05 with block ${num} of ${smallest.octets} octets`, (reply) => {
    if (reply.code !== '2.05') return replyText(reply)
    const block = blockIn(reply, 2)
    if (block === undefined) return 'no Block2'
    if (block.num !== num) return `block ${block.num}`
    if (block.szx !== smallest.szx) return `blocks of ${2 ** (block.szx + 4)} octets`
    const { length } = reply.payload
    const isFull = length === smallest.octets || (!block.more && length <= smallest.octets)
    return isFull ? undefined : `${length} octets, ${block.more ? 'more to come' : 'the last'}`
  })

/** Sends one block of a body. @param octets how many of them, where it is to be another length than it says */
export function sendBlock(...[wire, write, body, num, octets]: Parameters<typeof blockOf>) {
  return blockOf(wire, write, body, num, octets).responded
}

/** One block of a body on its way, of which copies can be sent. */
export function blockOf(
  wire: Ladder,
  write: Omit<LadderMessage, 'payload'>,
  body: Uint8Array,
  num: number,
  octets: number = smallest.octets,
) {
  const from = num * smallest.octets
  const more = from + smallest.octets < body.length
  return wire.sends(`block ${num} for /${write.path?.join('/')}`, {
    ...write,
    options: [blockOption(block1, { num, more, szx: smallest.szx })],
    payload: body.subarray(from, from + octets),
  })
}

/** The answer to a block of a body, which repeats its number. */
export const answersBlock = (code: string, num: number) =>
  check<Reply>(`${code} with Block1 ${num}`, (reply) => {
    if (reply.code !== code) return replyText(reply)
    const block = blockIn(reply, 1)
    return block?.num === num ? undefined : block === undefined ? 'no Block1' : `Block1 ${block.num}`
  })

/**
 * The answer to a block that cannot be taken; where it seems to be, to the last of its body, by which it shows: nothing
 * says that each block is looked at when it comes (RFC 7959 §2.5).
 */
export async function atTheLatest(block: Moment<Reply>, last: () => Moment<Reply>): Promise<Moment<Reply>> {
  return (await block.comes()) && (await block.happens()).code === '2.31' ? last() : block
}

/** The answer refuses. */
export const isRefused = check<Reply>('a refusal (4.xx)', (reply) =>
  reply.code.startsWith('4.') ? undefined : replyText(reply),
)

/** How many of the smallest blocks a body takes. */
export function blocksOf(body: Uint8Array): number {
  return Math.ceil(body.length / smallest.octets)
}

/** The Block2 or Block1 option of a reply. */
export function blockIn({ options }: Reply, which: 1 | 2): Block | undefined {
  return readBlock(options, which === 1 ? block1 : block2)
}

/** How long a body is, or may be, as a message says by Size1. */
export function size1In({ options }: Reply): number | undefined {
  const size = options.find(({ number }) => number === optionNumbers.size1)
  return size === undefined ? undefined : Number.parseInt(`0${Buffer.from(size.value).toString('hex')}`, 16)
}

/** Block-wise transfer is mandatory for a Client with Firmware Update only (Transport 1.1.1 §6.1). */
export async function mayLackBlocks({ supports, doesNotApply }: Scene<string>, reply: Reply): Promise<void> {
  if (reply.code === '4.02' && !(await supports('OBJ.5')))
    doesNotApply('it does not know the Block option, and has no Firmware Update object', reply.frame)
}

/**
 * The same by the answer to a block that may be refused for what is odd about it: whether blocks are known at all is
 * told by a sound request.
 */
export async function mayLackBlocksBeside(scene: Scene<string>, reply: Reply, read: Read): Promise<void> {
  if (reply.code === '4.02') await mayLackBlocks(scene, await askBlock(scene.wire, read, 0).happens())
}
