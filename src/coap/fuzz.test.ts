import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { fuzz } from '../fuzz.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import { arbitraryMessage } from './arbitrary.fixture.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { body, message, world } from './raw-peer.fixture.ts'
import { encodeFrame } from './tcp/encode-frame.ts'
import { decodeFrame, frameSize } from './tcp/frame.ts'

const mutants = 4000
const token = [0x4a]

describe('a datagram', () => {
  fuzz(
    'of noise is a message, or something is said against it',
    2000,
    fc.property(fc.uint8Array({ maxLength: 64 }), (datagram) => {
      const { message: found, violations } = decode(datagram)
      expect(found !== undefined || violations.length > 0).toBe(true)
      for (const { offset } of violations) expect(offset).toBeLessThanOrEqual(datagram.length)
    }),
  )

  fuzz(
    'that was changed is read as what encodes to the same meaning',
    mutants,
    fc.property(arbitraryMessage, mutation, (sent, mutate) => {
      const found = decode(mutate(encode(sent))).message
      if (found !== undefined && (found.code !== '0.00' || found.token.length === 0)) {
        expect(decode(encode(found)).message).toEqual(found)
      }
    }),
  )
})

describe('a frame of a stream', () => {
  fuzz(
    'that was changed is read without throwing, once it is whole',
    mutants,
    fc.property(arbitraryMessage, mutation, (sent, mutate) => {
      const octets = mutate(encodeFrame(sent))
      const total = frameSize(octets)?.total
      if (total === undefined || total > octets.length) return
      for (const { offset } of decodeFrame(octets.subarray(0, total)).violations)
        expect(offset).toBeLessThanOrEqual(total)
    }),
  )
})

describe('an endpoint', () => {
  const datagrams = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .tuple(arbitraryMessage, fc.boolean(), mutation)
        .map(([sent, ours, mutate]) =>
          mutate(encode(ours ? { ...sent, token: Uint8Array.from(token) } : sent)),
        ),
    ),
    { maxLength: 30 },
  )
  fuzz(
    'does not throw under any datagrams, and still answers',
    150,
    fc.asyncProperty(datagrams, async (attack) => {
      const { endpoint, peer, pass } = await world()
      endpoint.onRequest((request) => request.respond({ code: '2.05', payload: body(3000) }))
      const to = peer.socket.local
      const exchange = endpoint.request(to, { method: 'GET', observe: 0, token: Uint8Array.from(token) })
      exchange.onNotification(() => {})
      for (const datagram of attack) peer.socket.send(datagram, endpoint.local)
      await pass(500_000)
      peer.received.splice(0)
      peer.send(message('CON', '0.01', 7, { token: [9, 9, 9] }))
      await pass(1)
      expect(peer.lines()[0]).toContain('ACK 2.05 Content')
      await endpoint.close()
    }),
  )
})
