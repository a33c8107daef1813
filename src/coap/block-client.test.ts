import { describe, expect, it } from 'vitest'
import { type Block, blockOption, readBlock } from './block-option.ts'
import type { RequestDraft } from './endpoint.types.ts'
import type { Fields } from './fields.ts'
import type { CoapMessage, Code, Option } from './message.ts'
import { optionNumbers } from './options.ts'
import { body, message, octets, type RawPeer, world } from './raw-peer.fixture.ts'

const block1 = (num: number, more: boolean, size: number): Option =>
  option(optionNumbers.block1, num, more, size)
const block2 = (num: number, more: boolean, size: number): Option =>
  option(optionNumbers.block2, num, more, size)
const option = (number: number, num: number, more: boolean, size: number): Option =>
  blockOption(number, { num, more, szx: Math.log2(size) - 4 })
const etag = (value: string): Option => ({ number: optionNumbers.etag, value: octets(value) })

/** Options of each request the peer got, in short: type, path and blocks. */
const blocks = (peer: RawPeer): string[] =>
  peer.received.map(({ line }) => line.replace(/ \[.*/, '').replace(/^CON \S+ /, ''))

interface Reply extends Fields {
  code: Code
  options?: Option[]
  payload?: Uint8Array
}

/** Lets the peer answer each request, piggybacked. */
function answers(peer: RawPeer, reply: (request: CoapMessage, block: Block | undefined) => Reply): void {
  peer.react = (request) => {
    const block =
      readBlock(request.options, optionNumbers.block1) ?? readBlock(request.options, optionNumbers.block2)
    const { code, ...rest } = reply(request, block)
    peer.send(message('ACK', code, request.messageId, { ...rest, token: [...request.token] }))
  }
}

/** Serves a body in blocks of the size asked for, at most `size`. */
function serves(
  peer: RawPeer,
  whole: Uint8Array,
  size: number,
  also: (num: number) => Reply = () => ({ code: '2.05' }),
) {
  answers(peer, (_, asked) => {
    const length = Math.min(size, asked === undefined ? size : 2 ** (asked.szx + 4))
    const num = asked?.num ?? 0
    const { options = [], ...rest } = also(num)
    const end = (num + 1) * length
    return {
      ...rest,
      options: [...options, block2(num, end < whole.length, length)],
      payload: whole.subarray(num * length, end),
    }
  })
}

describe('Block2 (RFC 7959 §3.1)', () => {
  const get: RequestDraft = { method: 'GET', path: ['status'] }
  it('figure 2: fetches the following blocks', async () => {
    const { endpoint, peer } = await world()
    serves(peer, body(300), 128)
    const { payload } = await endpoint.request(peer.socket.local, get).response
    expect(payload).toEqual(body(300))
    expect(blocks(peer)).toEqual(['GET /status', 'GET /status Block2:1/0/128', 'GET /status Block2:2/0/128'])
  })
  it('figure 3: asks for a size at the start', async () => {
    const { endpoint, peer } = await world()
    serves(peer, body(128), 128)
    const { payload } = await endpoint.request(peer.socket.local, { ...get, blockSize: 64 }).response
    expect(payload).toEqual(body(128))
    expect(blocks(peer)).toEqual(['GET /status Block2:0/0/64', 'GET /status Block2:1/0/64'])
  })
  it('goes on where it is when the peer lowers the size', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, asked) => {
      if (asked === undefined) return { code: '2.05', options: [block2(0, true, 64)], payload: body(64) }
      const start = asked.num * 64
      const [size, at] = asked.szx === 2 ? [16, start / 16] : [16, asked.num]
      return {
        code: '2.05',
        options: [block2(at, at < 5, 16)],
        payload: body(96).subarray(at * size, at * size + 16),
      }
    })
    const { payload } = await endpoint.request(peer.socket.local, get).response
    expect(payload).toEqual(body(96))
    expect(blocks(peer)[2]).toBe('GET /status Block2:5/0/16')
  })
  it('begins anew when the ETag changes', async () => {
    const { endpoint, peer } = await world()
    let version = 'a'
    serves(peer, body(40), 16, (num) => {
      if (num === 1 && version === 'a') version = 'b'
      return { code: '2.05', options: [etag(version)] }
    })
    const { payload } = await endpoint.request(peer.socket.local, get).response
    expect(payload).toEqual(body(40))
    expect(blocks(peer)).toEqual(
      [0, 1, 0, 1, 2].map((num, index) => (index === 0 ? 'GET /status' : `GET /status Block2:${num}/0/16`)),
    )
  })
  it('fails when the ETag changes for ever', async () => {
    const { endpoint, peer } = await world()
    let version = 0
    serves(peer, body(40), 16, () => ({ code: '2.05', options: [etag(String(version++))] }))
    const { response } = endpoint.request(peer.socket.local, get)
    await expect(response).rejects.toMatchObject({ reason: 'incomplete' })
    expect(peer.received.length).toBeLessThan(20)
  })
  it('fails when another block comes than the one asked for', async () => {
    const { endpoint, peer } = await world()
    answers(peer, () => ({ code: '2.05', options: [block2(0, true, 16)], payload: body(16) }))
    const { response } = endpoint.request(peer.socket.local, get)
    await expect(response).rejects.toMatchObject({ reason: 'incomplete' })
    expect(peer.received).toHaveLength(2)
  })
  it.each([
    ['short', 15],
    ['empty', 0],
  ])('fails when a block that is not the last is %s', async (_, length) => {
    const { endpoint, peer } = await world()
    answers(peer, () => ({ code: '2.05', options: [block2(0, true, 16)], payload: body(length) }))
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'incomplete',
    })
  })
  it('fails beyond maxBody', async () => {
    const { endpoint, peer } = await world({ maxBody: 64 })
    serves(peer, body(100), 16)
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'incomplete',
    })
  })
  it('gives an error in place of a block as the response', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, asked) =>
      asked === undefined
        ? { code: '2.05', options: [block2(0, true, 16)], payload: body(16) }
        : { code: '4.04' },
    )
    await expect(endpoint.request(peer.socket.local, get).response).resolves.toMatchObject({ code: '4.04' })
  })
  it('leaves blocks alone when the caller sets one', async () => {
    const { endpoint, peer } = await world()
    serves(peer, body(300), 16)
    const { payload } = await endpoint.request(peer.socket.local, { ...get, options: [block2(3, false, 16)] })
      .response
    expect(payload).toEqual(body(300).subarray(48, 64))
    expect(peer.received).toHaveLength(1)
  })
})

describe('Block1 (RFC 7959 §3.2)', () => {
  const put = (length: number, blockSize = 128): RequestDraft => ({
    method: 'PUT',
    path: ['options'],
    payload: body(length),
    blockSize,
  })
  const uploaded = (peer: RawPeer): Uint8Array =>
    Uint8Array.from(peer.received.flatMap(({ message: { payload } }) => [...payload]))

  it('figure 6: sends block by block', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => ({
      code: block!.more ? '2.31' : '2.04',
      options: [option(27, block!.num, block!.more, 128)],
    }))
    const { code } = await endpoint.request(peer.socket.local, put(300)).response
    expect(code).toBe('2.04')
    expect(blocks(peer)).toEqual([
      'PUT /options Block1:0/1/128 Size1:300',
      'PUT /options Block1:1/1/128',
      'PUT /options Block1:2/0/128',
    ])
    expect(uploaded(peer)).toEqual(body(300))
  })
  it('figure 7: goes on when each block is answered on its own', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => ({ code: '2.04', options: [block1(block!.num, false, 128)] }))
    await endpoint.request(peer.socket.local, put(300)).response
    expect(peer.received).toHaveLength(3)
  })
  it('figure 8: takes a smaller size and counts on in it', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => ({
      code: block!.more ? '2.31' : '2.04',
      options: [block1(block!.num, block!.more, 32)],
    }))
    await endpoint.request(peer.socket.local, put(224)).response
    expect(blocks(peer).map((line) => line.replace(/PUT .options Block1:(\S+).*/, '$1'))).toEqual([
      '0/1/128',
      '4/1/32',
      '5/1/32',
      '6/0/32',
    ])
    expect(uploaded(peer)).toEqual(body(224))
  })
  it('takes a smaller size in the middle', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => ({
      code: block!.more ? '2.31' : '2.04',
      options: [block1(block!.num, block!.more, block!.num > 0 ? 16 : 64)],
    }))
    await endpoint.request(peer.socket.local, put(180, 64)).response
    expect(uploaded(peer)).toEqual(body(180))
    expect(blocks(peer)[2]).toBe('PUT /options Block1:8/1/16')
  })
  it('ends an exact multiple with M unset, and no block after it', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => ({
      code: block!.more ? '2.31' : '2.04',
      options: [block1(block!.num, block!.more, 128)],
    }))
    await endpoint.request(peer.socket.local, put(256)).response
    expect(blocks(peer)).toEqual(['PUT /options Block1:0/1/128 Size1:256', 'PUT /options Block1:1/0/128'])
  })
  it.each([
    ['block-wise', 300, ['0/1/128', '0/1/32']],
    ['whole', 100, ['whole', '0/1/32']],
  ])('starts anew with the size that 4.13 hints at, when it went %s', async (_, length, start) => {
    const { endpoint, peer } = await world()
    answers(peer, (request, block) => {
      if (request.payload.length > 32) return { code: '4.13', options: [block1(0, true, 32)] }
      return { code: block!.more ? '2.31' : '2.04', options: [block1(block!.num, block!.more, 32)] }
    })
    const { code } = await endpoint.request(peer.socket.local, put(length)).response
    expect(code).toBe('2.04')
    const seen = blocks(peer).map((line) => /Block1:(\S+)/.exec(line)?.[1] ?? 'whole')
    expect(seen.slice(0, 2)).toEqual(start)
    peer.received.shift()
    expect(uploaded(peer)).toEqual(body(length))
  })
  it('starts anew from the middle when 4.13 comes late', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (_, block) => {
      if (block!.szx === 3 && block!.num === 1) return { code: '4.13', options: [block1(1, true, 64)] }
      return { code: block!.more ? '2.31' : '2.04', options: [block1(block!.num, block!.more, 128)] }
    })
    await endpoint.request(peer.socket.local, put(300)).response
    peer.received.splice(0, 2)
    expect(uploaded(peer)).toEqual(body(300))
  })
  it.each(['4.08', '4.13', '4.15', '5.00'] as const)('ends with %s', async (code) => {
    const { endpoint, peer } = await world()
    answers(peer, () => ({ code }))
    await expect(endpoint.request(peer.socket.local, put(300)).response).resolves.toMatchObject({ code })
    expect(peer.received).toHaveLength(1)
  })
  it('passes over a late separate response to an earlier block', async () => {
    const { endpoint, peer, pass } = await world()
    peer.react = (request) => {
      const block = readBlock(request.options, 27)
      if (block === undefined) return
      const token = [...request.token]
      if (block.num === 0) peer.send(message('CON', '2.31', 1, { token, options: [block1(0, true, 128)] }))
      else if (block.num === 1) {
        peer.send(message('CON', '2.31', 2, { token, options: [block1(0, true, 128)] }))
        peer.send(message('CON', '2.31', 3, { token, options: [block1(1, true, 128)] }))
      } else peer.send(message('CON', '2.04', 4, { token, options: [block1(2, false, 128)] }))
    }
    await expect(endpoint.request(peer.socket.local, put(300)).response).resolves.toMatchObject({
      code: '2.04',
    })
    await pass(1)
    expect(peer.lines().filter((line) => line.startsWith('ACK'))).toHaveLength(4)
  })
  it('figure 11: fetches the blocks of the response to blocks', async () => {
    const { endpoint, peer } = await world()
    answers(peer, (request, block) => {
      const up = readBlock(request.options, 27)
      if (up?.more) return { code: '2.31', options: [block1(up.num, true, 128)] }
      const num = up === undefined ? block!.num : 0
      const echo = up === undefined ? [] : [block1(up.num, false, 128)]
      return {
        code: '2.04',
        options: [...echo, block2(num, num < 2, 128)],
        payload: body(384).subarray(num * 128, num * 128 + 128),
      }
    })
    const draft: RequestDraft = {
      method: 'POST',
      path: ['soap'],
      payload: body(300),
      contentFormat: 50,
      blockSize: 128,
    }
    const { payload } = await endpoint.request(peer.socket.local, draft).response
    expect(payload).toEqual(body(384))
    expect(blocks(peer).slice(3)).toEqual(['POST /soap Block2:1/0/128', 'POST /soap Block2:2/0/128'])
  })
})
