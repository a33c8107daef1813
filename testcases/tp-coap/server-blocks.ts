import { type Asked, type Block, type Check, check, optionNumbers, type Reply, readBlock } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** A text of exactly so many blocks of 1024 octets, each of which tells what it is about. */
export function longText(about: string, blocks: 2 | 3 = 2): string {
  const numbered = Array.from({ length: 300 }, (_, index) => `${about} ${index}, `).join('')
  return numbered.slice(0, blocks * 1024)
}

/** What the purposes on a Server that moves bodies in blocks have in common. */
export const serverBlocks = {
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  judges: ['server'],
  transport: { only: 'udp', why: 'over TCP a body of this length goes in one message' },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
} as const

/** A message of the Server with the block it holds or asks for, by the octet at which that begins. */
export interface HeardBlock extends Block {
  readonly from: number
  readonly octets: number
}

/** The requests that carry a Block1 or Block2 option. */
export function blocksIn(heard: readonly Reply[], which: 1 | 2): readonly HeardBlock[] {
  const number = which === 1 ? optionNumbers.block1 : optionNumbers.block2
  return heard.flatMap(({ code, options, payload }) => {
    const block = code < '2.00' ? readBlock(options, number) : undefined
    return block === undefined
      ? []
      : [{ ...block, from: block.num * 2 ** (block.szx + 4), octets: payload.length }]
  })
}

/** A Write holds this text and nothing else. */
export const whole = (text: string): Check<Asked> =>
  check(`the ${text.length} characters`, ({ nodes, payload }) =>
    nodes[0]?.value?.value === text ? undefined : `${payload.length} octets that are others`,
  )

/** No block was sent, or asked for, that begins where a body of so many octets has ended. */
export function noneBeyond(octets: number): Check<readonly HeardBlock[]> {
  return check(`no block at octet ${octets}`, (blocks) => {
    const beyond = blocks.find(({ from }) => from >= octets)
    return beyond === undefined ? undefined : `block ${beyond.num} of ${2 ** (beyond.szx + 4)} octets`
  })
}
