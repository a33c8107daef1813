import { describe, expect, it } from 'vitest'
import { sleep } from '#net'
import { blockOption } from '../block-option.ts'
import type { CoapMessage } from '../message.ts'
import { encodeUint, optionNumbers } from '../options.ts'
import { encodeRawFrame } from './encode-frame.ts'
import { answering, bare, body, nothing, world } from './streams.fixture.ts'

describe('a peer that connects', () => {
  it('gets a CSM with Max-Message-Size and Block-Wise-Transfer', async () => {
    const { network } = await world()
    const { said } = await bare(network)
    expect(said[0]?.options).toEqual([
      { number: 2, value: encodeUint(65_536) },
      { number: 4, value: nothing },
    ])
  })

  it.each<[string, CoapMessage['code'], Partial<CoapMessage>]>([
    ['first says something else than a CSM', '7.02', {}],
    ['first asks', '0.01', {}],
  ])('and %s is aborted', async (_, code, fields) => {
    const { network, server } = await world()
    const requests = answering(server)
    const peer = await bare(network, false)
    await peer.send(code, fields)
    expect(peer.codes()).toEqual(['7.01', '7.05'])
    expect(peer.isOver()).toBe(true)
    expect(requests).toEqual([])
  })

  it('and has a critical option in its CSM is told which', async () => {
    const { network } = await world()
    const peer = await bare(network, false)
    await peer.send('7.01', { options: [{ number: 65_001, value: nothing }] })
    expect(peer.codes()).toEqual(['7.01', '7.05'])
    expect(peer.said[1]?.options).toEqual([{ number: 2, value: encodeUint(65_001) }])
    expect(peer.said[1]?.payload.length).toBeGreaterThan(0)
    expect(peer.isOver()).toBe(true)
  })

  it('and has an elective option in its CSM that nobody knows is welcome', async () => {
    const { network } = await world()
    const peer = await bare(network, false)
    await peer.send('7.01', { options: [{ number: 65_000, value: nothing }] })
    await peer.send('7.02', { token: Uint8Array.of(7) })
    expect(peer.said[1]).toMatchObject({ code: '7.03', token: Uint8Array.of(7), options: [] })
  })

  it('and pings gets its token, with Custody where it asks for it', async () => {
    const { network } = await world()
    const peer = await bare(network)
    const custody = [{ number: 2, value: nothing }]
    await peer.send('7.02', { token: Uint8Array.of(1, 2), options: custody })
    expect(peer.said[1]).toMatchObject({ code: '7.03', token: Uint8Array.of(1, 2), options: custody })
  })

  it('and says nothing (an Empty message), or a signal nobody knows, is not minded', async () => {
    const { network } = await world()
    const peer = await bare(network)
    await peer.send('0.00')
    await peer.send('7.29')
    expect(peer.codes()).toEqual(['7.01'])
    await peer.send('0.01')
    expect(peer.codes()).toEqual(['7.01', '5.01'])
  })

  it('and releases is left when its requests are answered', async () => {
    const { network, server } = await world()
    server.onRequest((request) => void network.clock.after(500, () => request.respond({ code: '2.05' })))
    const peer = await bare(network)
    await peer.send('0.01', { token: Uint8Array.of(1) })
    await peer.send('7.04')
    expect(peer.isOver()).toBe(false)
    await sleep(network.clock, 600)
    expect(peer.codes()).toEqual(['7.01', '2.05'])
    expect(peer.isOver()).toBe(true)
  })

  it('and aborts is left', async () => {
    const { network } = await world()
    const peer = await bare(network)
    await peer.send('7.05')
    expect(peer.isOver()).toBe(true)
  })

  it.each([
    ['a reserved token length', encodeRawFrame({ code: '0.01', tokenLength: 12, token: body(12) })],
    ['a payload marker without payload', encodeRawFrame({ code: '0.01', payloadMarker: true })],
    ['a message longer than announced', encodeRawFrame({ code: '0.01', length: 70_000 })],
  ])('and sends %s is aborted with a reason', async (_, octets) => {
    const { network, seen } = await world()
    const peer = await bare(network)
    peer.connection.send(octets)
    await sleep(network.clock, 10)
    expect(peer.codes()).toEqual(['7.01', '7.05'])
    expect(peer.said[1]?.payload.length).toBeGreaterThan(0)
    expect(seen.some(({ direction, decoded }) => direction === 'in' && decoded.violations.length > 0)).toBe(
      true,
    )
  })

  it('and goes within a message leaves a violation', async () => {
    const { network, seen } = await world()
    const peer = await bare(network)
    peer.connection.send(Uint8Array.of(0x30, 1, 0xb1))
    peer.connection.close()
    await sleep(network.clock, 10)
    expect(seen.at(-1)?.decoded.violations[0]?.text).toContain('ended within a message')
  })

  it('and takes small messages only is sent small blocks', async () => {
    const { network, server } = await world()
    answering(server, 1000)
    const peer = await bare(network)
    await peer.send('7.01', {
      options: [
        { number: 2, value: encodeUint(300) },
        { number: 4, value: nothing },
      ],
    })
    await peer.send('0.01')
    expect(peer.said[1]?.payload).toHaveLength(128)
  })

  it('and does not know blocks is sent whole what fits', async () => {
    const { network, server } = await world()
    answering(server, 5000)
    const peer = await bare(network)
    await peer.send('7.01', { options: [{ number: 2, value: encodeUint(8000) }] })
    await peer.send('0.01')
    expect(peer.said[1]?.payload).toHaveLength(5000)
    expect(peer.said[1]?.options).toEqual([])
  })

  it('and sends BERT blocks is understood (RFC 8323 §6.2)', async () => {
    const { network, server } = await world()
    const requests = answering(server)
    const peer = await bare(network)
    const all = body(8192 + 16_384 + 5683)
    const put = (num: number, more: boolean, from: number, to: number) =>
      peer.send('0.03', {
        options: [blockOption(optionNumbers.block1, { num, more, szx: 7 })],
        payload: all.subarray(from, to),
      })
    await put(0, true, 0, 8192)
    await put(8, true, 8192, 24_576)
    await put(24, false, 24_576, all.length)
    expect(peer.codes()).toEqual(['7.01', '2.31', '2.31', '2.05'])
    expect(requests[0]?.payload).toEqual(all)
  })
})
