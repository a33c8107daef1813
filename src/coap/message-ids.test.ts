import { describe, expect, it } from 'vitest'
import { seededRandom } from '#net'
import { MessageIds } from './message-ids.ts'

const peer = { host: '192.0.2.1', port: 5683 }

describe('message ids (RFC 7252 §4.4)', () => {
  it('come back only after all others', () => {
    const ids = new MessageIds(seededRandom(1))
    const taken = Array.from({ length: 65536 }, () => ids.take(peer, () => false))
    expect(new Set(taken).size).toBe(65536)
    expect(ids.take(peer, () => false)).toBe(taken[0])
  })
  it('leave out those in use', () => {
    const ids = new MessageIds(seededRandom(1))
    const first = ids.take(peer, () => false)
    expect(ids.take(peer, (id) => id === ((first + 1) & 0xffff))).toBe((first + 2) & 0xffff)
  })
  it('start apart for each peer', () => {
    const ids = new MessageIds(seededRandom(1))
    const starts = [1, 2, 3].map((port) => ids.take({ ...peer, port }, () => false))
    expect(new Set(starts).size).toBe(3)
  })
})
