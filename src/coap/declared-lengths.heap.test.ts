import { expect, it } from 'vitest'
import { blockOption } from './block-option.ts'
import { uintOption } from './fields.ts'
import { optionNumbers } from './options.ts'
import { body, message, world } from './raw-peer.fixture.ts'

const MiB = 2 ** 20
const { block1, block2, size1, size2 } = optionNumbers
const first = { num: 0, more: true, szx: 6 }

/** Octets outside the heap that are held beyond what was held before. */
async function heldBy(act: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers
  await act()
  return process.memoryUsage().arrayBuffers - before
}

it('five hundred requests that each announce 1 MiB, or 4 GiB, cost what they are long', async () => {
  const { endpoint, peer, pass } = await world()
  endpoint.onRequest((request) => request.respond({ code: '2.04' }))
  const codes = new Set<string>()
  peer.react = ({ code }) => codes.add(code)
  for (const announced of [MiB, 2 ** 32 - 1]) {
    const octets = await heldBy(async () => {
      for (let id = 0; id < 500; id++) {
        const options = [blockOption(block1, first), uintOption(size1, announced)]
        const rest = { path: [`${id}`], options, payload: body(1024) }
        peer.send(message('CON', '0.03', announced === MiB ? id : 1000 + id, rest))
        await pass(1)
      }
    })
    expect(octets).toBeLessThan(16 * MiB)
  }
  expect(codes).toEqual(new Set(['2.31', '4.13']))
})

it('a block far behind the end of any body is refused', async () => {
  const { endpoint, peer, pass } = await world()
  endpoint.onRequest((request) => request.respond({ code: '2.04' }))
  const far = blockOption(block1, { num: 2 ** 20 - 1, more: false, szx: 6 })
  const octets = await heldBy(async () => {
    peer.send(message('CON', '0.03', 1, { path: ['r'], options: [far], payload: body(1024) }))
    await pass(1)
  })
  expect(peer.received.at(-1)?.message.code).toBe('4.13')
  expect(octets).toBeLessThan(MiB)
})

it('a response that announces 4 GiB costs what it is long', async () => {
  const { endpoint, peer } = await world()
  let num = 0
  peer.react = ({ messageId, token }) => {
    const options = [
      blockOption(block2, { num, more: num === 0, szx: 6 }),
      uintOption(size2, num === 0 ? 2 ** 32 - 1 : 0),
    ]
    num++
    peer.send(message('ACK', '2.05', messageId, { token: [...token], options, payload: body(1024) }))
  }
  const octets = await heldBy(async () => {
    const { response } = endpoint.request(peer.socket.local, { method: 'GET', path: ['r'] })
    expect((await response).payload).toHaveLength(2048)
  })
  expect(octets).toBeLessThan(MiB)
})
