import { expect, it } from 'vitest'
import type { WireEvent } from '#coap'
import { Strangers } from './strangers.ts'

const local = { host: '192.0.2.1', port: 5683 }

function event(port: number, octet: number, transport?: 'tcp'): WireEvent {
  return {
    ...{ direction: 'in', at: 0, local, peer: { host: '192.0.2.2', port }, repeated: false },
    ...{ datagram: Uint8Array.of(octet), decoded: { violations: [] } },
    ...(transport && { transport }),
  }
}

const octets = (events: readonly WireEvent[]): number[] => events.map(({ datagram }) => datagram[0]!)

it('what a connection said before it was known is given out once, in order', () => {
  const strangers = new Strangers()
  for (const octet of [1, 2]) strangers.hold(event(1, octet, 'tcp'))
  strangers.hold(event(2, 3, 'tcp'))
  expect(octets(strangers.release(event(1, 0).peer))).toEqual([1, 2])
  expect(strangers.release(event(1, 0).peer)).toEqual([])
})

it('datagrams of strangers are not kept', () => {
  const strangers = new Strangers()
  strangers.hold(event(1, 1))
  expect(strangers.release(event(1, 0).peer)).toEqual([])
})

it('a flood of strangers or of their messages is not kept either', () => {
  const strangers = new Strangers()
  for (let port = 1; port <= 100; port++)
    for (let octet = 0; octet < 20; octet++) strangers.hold(event(port, octet, 'tcp'))
  const kept = Array.from({ length: 100 }, (_, index) => strangers.release(event(index + 1, 0).peer).length)
  expect(kept.filter((count) => count > 0)).toHaveLength(64)
  expect(Math.max(...kept)).toBe(16)
  expect(kept.at(-1)).toBe(16)
})
