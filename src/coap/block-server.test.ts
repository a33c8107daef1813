import { describe, expect, it } from 'vitest'
import { blockOption } from './block-option.ts'
import type { IncomingRequest } from './endpoint.types.ts'
import type { CoapMessage, Code, Option } from './message.ts'
import { optionNumbers } from './options.ts'
import { body, message, octets, type World, world } from './raw-peer.fixture.ts'

const block1 = (num: number, more: boolean, size: number): Option =>
  blockOption(27, { num, more, szx: Math.log2(size) - 4 })
const block2 = (num: number, size: number): Option =>
  blockOption(23, { num, more: false, szx: Math.log2(size) - 4 })
let nextId = 1

/** Sends a request and gives the response. */
async function ask(
  { peer, pass }: World,
  code: Code,
  options: Option[],
  payload: Uint8Array = octets(''),
  token = [1],
): Promise<CoapMessage> {
  peer.send(message('CON', code, nextId++, { path: ['r'], options, payload, token }))
  await pass(1)
  return peer.received.at(-1)!.message
}

/** Options in short. */
const said = async (response: Promise<CoapMessage>): Promise<string> => {
  const { code, options } = await response
  const blocks = options.filter(({ number }) => number === 23 || number === 27)
  return [
    code,
    ...blocks.map(({ number, value }) => `${number === 23 ? 2 : 1}:${Buffer.from(value).toString('hex')}`),
  ].join(' ')
}

describe('Block1 (RFC 7959 §2.5)', () => {
  it('puts a body together, under a new token for each block', async () => {
    const here = await world()
    const requests: IncomingRequest[] = []
    here.endpoint.onRequest((request) => {
      requests.push(request)
      request.respond({ code: '2.04' })
    })
    const whole = body(40)
    const formatted = { number: optionNumbers.contentFormat, value: Uint8Array.of(42) }
    expect(await said(ask(here, '0.03', [block1(0, true, 16), formatted], whole.subarray(0, 16), [1]))).toBe(
      '2.31 1:08',
    )
    expect(await said(ask(here, '0.03', [block1(1, true, 16)], whole.subarray(16, 32), [2]))).toBe(
      '2.31 1:18',
    )
    expect(await said(ask(here, '0.03', [block1(2, false, 16)], whole.subarray(32), [3]))).toBe('2.04 1:20')
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({ payload: whole, contentFormat: 42, path: ['r'] })
  })
  it('asks for its own, smaller size', async () => {
    const here = await world({ blockSize: 32 })
    here.endpoint.onRequest((request) => request.respond({ code: '2.04' }))
    expect(await said(ask(here, '0.03', [block1(0, true, 64)], body(64)))).toBe('2.31 1:09')
    expect(await said(ask(here, '0.03', [block1(2, false, 32)], body(5)))).toBe('2.04 1:21')
  })
  it('is 4.08 for a gap, and for a body without its first block', async () => {
    const here = await world()
    expect(await said(ask(here, '0.03', [block1(1, false, 16)], body(3)))).toBe('4.08 1:10')
    await ask(here, '0.03', [block1(0, true, 16)], body(16))
    expect(await said(ask(here, '0.03', [block1(2, true, 16)], body(16)))).toBe('4.08 1:28')
  })
  it('is 4.00 for a block that is shorter than it says', async () => {
    expect((await ask(await world(), '0.03', [block1(0, true, 16)], body(15))).code).toBe('4.00')
  })
  it('is 4.00 for size exponent 7', async () => {
    const reserved = { number: 27, value: Uint8Array.of(7) }
    expect((await ask(await world(), '0.03', [reserved], body(15))).code).toBe('4.00')
  })
  it('is 4.13 above the limit, as soon as it is announced', async () => {
    const here = await world({ maxBody: 32 })
    expect((await ask(here, '0.03', [block1(0, true, 64)], body(64))).code).toBe('4.13')
    const size1 = { number: optionNumbers.size1, value: Uint8Array.of(33) }
    expect((await ask(here, '0.03', [block1(0, true, 16), size1], body(16))).code).toBe('4.13')
  })
  it('is 4.13 above what we take for the time being, with Size1', async () => {
    const intake = { size: 1024, refusing: false, longest: 16 }
    const here = await world({ intake, maxBody: 64 })
    expect((await ask(here, '0.03', [block1(0, true, 16)], body(16))).code).toBe('2.31')
    const refused = await ask(here, '0.03', [block1(1, false, 16)], body(1))
    expect(refused.code).toBe('4.13')
    const size1 = { number: optionNumbers.size1, value: Uint8Array.of(16) }
    expect(refused.options).toContainEqual(size1)
    intake.longest = 1000
    expect((await ask(here, '0.03', [block1(0, true, 128)], body(128))).code).toBe('4.13')
  })
  it('is answered with the size we take, or refused by 4.13 with it', async () => {
    const intake = { size: 32, refusing: false }
    const here = await world({ intake })
    here.endpoint.onRequest((request) => void request.respond({ code: '2.04' }))
    expect(await said(ask(here, '0.03', [block1(0, true, 64)], body(64)))).toBe('2.31 1:09')
    intake.refusing = true
    expect(await said(ask(here, '0.03', [block1(0, true, 64)], body(64)))).toBe('4.13 1:09')
    expect(await said(ask(here, '0.03', [block1(0, true, 32)], body(32)))).toBe('2.31 1:09')
    expect(await said(ask(here, '0.03', [block1(1, false, 32)], body(5)))).toBe('2.04 1:11')
  })
  it('keeps two bodies apart by query', async () => {
    const here = await world()
    const bodies: Uint8Array[] = []
    here.endpoint.onRequest((request) => {
      bodies.push(request.payload)
      request.respond({ code: '2.04' })
    })
    const query = (name: string) => ({ number: optionNumbers.uriQuery, value: octets(name) })
    await ask(here, '0.03', [block1(0, true, 16), query('a')], body(32).subarray(0, 16))
    await ask(here, '0.03', [block1(0, true, 16), query('b')], body(16))
    await ask(here, '0.03', [block1(1, false, 16), query('a')], body(32).subarray(16))
    expect(bodies).toEqual([body(32)])
  })
  it('forgets an unfinished body after EXCHANGE_LIFETIME', async () => {
    const here = await world()
    await ask(here, '0.03', [block1(0, true, 16)], body(16))
    await here.pass(247_000)
    expect((await ask(here, '0.03', [block1(1, false, 16)], body(3))).code).toBe('4.08')
  })
})

describe('Block2 (RFC 7959 §2.4)', () => {
  const served = async (length: number, blockSize = 64) => {
    const here = await world({ blockSize })
    const count = { asked: 0 }
    here.endpoint.onRequest((request) => {
      count.asked++
      request.respond({ code: '2.05', payload: body(length), contentFormat: 42 })
    })
    return { here, count }
  }
  it('figure 2: serves the later blocks without asking again', async () => {
    const { here, count } = await served(150)
    const parts = [
      await ask(here, '0.01', [], octets(''), [1]),
      await ask(here, '0.01', [block2(1, 64)], octets(''), [2]),
      await ask(here, '0.01', [block2(2, 64)]),
    ]
    expect(Uint8Array.from(parts.flatMap(({ payload }) => [...payload]))).toEqual(body(150))
    expect(await Promise.all(parts.map((part) => said(Promise.resolve(part))))).toEqual([
      '2.05 2:0a',
      '2.05 2:1a',
      '2.05 2:22',
    ])
    expect(
      new Set(parts.map(({ options }) => String(options.find(({ number }) => number === 4)?.value))).size,
    ).toBe(1)
    expect(count.asked).toBe(1)
  })
  it('figure 3 and 4: takes the smaller size, early and late', async () => {
    const { here } = await served(150)
    expect(await said(ask(here, '0.01', [block2(0, 16)]))).toBe('2.05 2:08')
    const late = await ask(here, '0.01', [block2(2, 32)])
    expect(late.payload).toEqual(body(150).subarray(64, 96))
  })
  it('serves blocks of its own size when asked for larger ones', async () => {
    const { here } = await served(300)
    const block = await ask(here, '0.01', [block2(1, 128)])
    expect(block.payload).toEqual(body(300).subarray(128, 192))
    expect(await said(Promise.resolve(block))).toBe('2.05 2:2a')
  })
  it('serves a middle block first', async () => {
    const { here, count } = await served(150)
    expect((await ask(here, '0.01', [block2(1, 64)])).payload).toEqual(body(150).subarray(64, 128))
    expect(count.asked).toBe(1)
  })
  it('is 4.00 beyond the end', async () => {
    const { here } = await served(150)
    expect((await ask(here, '0.01', [block2(3, 64)])).code).toBe('4.00')
  })
  it('ends an exact multiple with M unset', async () => {
    const { here } = await served(128)
    await ask(here, '0.01', [])
    expect(await said(ask(here, '0.01', [block2(1, 64)]))).toBe('2.05 2:12')
  })
  it('confirms the size asked for when one block is enough', async () => {
    const { here } = await served(10)
    expect(await said(ask(here, '0.01', [block2(0, 16)]))).toBe('2.05 2:')
  })
  it('does not carry out a POST again for a later block', async () => {
    const { here, count } = await served(150)
    expect((await ask(here, '0.02', [block2(1, 64)])).code).toBe('4.08')
    expect(count.asked).toBe(0)
  })
  it('figure 11: answers Block1 in the first block of a long response only', async () => {
    const { here } = await served(150)
    await ask(here, '0.02', [block1(0, true, 16)], body(16))
    expect(await said(ask(here, '0.02', [block1(1, false, 16)], body(4)))).toBe('2.05 2:0a 1:10')
    expect(await said(ask(here, '0.02', [block2(1, 64)]))).toBe('2.05 2:1a')
  })
  it('tells the size when asked', async () => {
    const { here } = await served(150)
    const { options } = await ask(here, '0.01', [{ number: optionNumbers.size2, value: new Uint8Array() }])
    expect(options.find(({ number }) => number === optionNumbers.size2)?.value).toEqual(Uint8Array.of(150))
  })
})
