import { expect, it } from 'vitest'
import { Strangers, type Tale } from './strangers.ts'

const peer = (port: number) => ({ host: '192.0.2.2', port })

it('what a connection said before it was known is given out once, in order', () => {
  const strangers = new Strangers()
  const [first, second, other]: Tale[] = [() => {}, () => {}, () => {}]
  strangers.hold(peer(1), first!)
  strangers.hold(peer(1), second!)
  strangers.hold(peer(2), other!)
  const released = strangers.release(peer(1))
  expect(released.map((tale) => [first, second, other].indexOf(tale))).toEqual([0, 1])
  expect(strangers.release(peer(1))).toEqual([])
})

it('a flood of strangers or of their messages is not kept', () => {
  const strangers = new Strangers()
  for (let port = 1; port <= 100; port++)
    for (let message = 0; message < 80; message++) strangers.hold(peer(port), () => {})
  const kept = Array.from({ length: 100 }, (_, index) => strangers.release(peer(index + 1)).length)
  expect(kept.filter((count) => count > 0)).toHaveLength(64)
  expect(Math.max(...kept)).toBe(64)
  expect(kept.at(-1)).toBe(64)
})
