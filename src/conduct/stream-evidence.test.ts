import { expect, it } from 'vitest'
import { Capture, type Carried } from '#net'
import { StreamEvidence } from './stream-evidence.ts'

const local = { host: '192.0.2.1', port: 5684 }
const peer = { host: '192.0.2.2', port: 50000 }
const ends = { local, peer }
const capture = (): Capture => new Capture({ version: '0' })
const piece = (direction: 'in' | 'out', length: number): Carried => ({
  ...{ ...ends, direction, at: 0, transport: 'tcp' },
  datagram: new Uint8Array(length).fill(7),
})
const message = (direction: 'in' | 'out') => ({
  ...{ ...piece(direction, 1), decoded: { violations: [] }, repeated: false },
})
const text = (of: Capture): string => Buffer.from(of.bytes()).toString('latin1')
const times = (of: Capture, part: string): number => text(of).split(part).length - 1

function begun(): { evidence: StreamEvidence; first: Capture } {
  const first = capture()
  const evidence = new StreamEvidence(first)
  evidence.happened(ends, { kind: 'opened', at: 0, by: 'peer' })
  evidence.carried(piece('in', 100))
  evidence.key(ends, 'SECRET one')
  evidence.carried(piece('out', 50))
  return { evidence, first }
}

it('a message is placed in the last frame of its direction', () => {
  const { evidence, first } = begun()
  expect(first.length).toBe(3)
  expect([evidence.frameOf(message('in')), evidence.frameOf(message('out'))]).toEqual([2, 3])
})

it('each capture has the connection from its beginning, and what opens it', () => {
  const { evidence } = begun()
  const second = capture()
  evidence.continueIn(second)
  expect(second.length).toBe(0)
  evidence.carried(piece('in', 10))
  expect(second.length).toBe(4)
  expect(times(second, 'from before this case')).toBe(3)
  expect(times(second, 'SECRET one')).toBe(1)
  expect(evidence.frameOf(message('in'))).toBe(4)
  const third = capture()
  evidence.continueIn(third)
  evidence.carried(piece('out', 10))
  expect(third.length).toBe(5)
})

it('a connection that grew long is gone on with, which its capture says', () => {
  const { evidence } = begun()
  for (let sent = 0; sent < 20; sent++) evidence.carried(piece('out', 30_000))
  const second = capture()
  evidence.continueIn(second)
  evidence.carried(piece('in', 10))
  expect(second.length).toBe(2)
  expect(times(second, 'goes on from the captures of earlier cases')).toBe(1)
  expect(times(second, 'from before')).toBe(0)
})

it('another connection between the same ends begins anew', () => {
  const { evidence } = begun()
  evidence.happened(ends, { kind: 'opened', at: 5, by: 'peer' })
  evidence.carried(piece('in', 10))
  const second = capture()
  evidence.continueIn(second)
  evidence.carried(piece('in', 10))
  expect(second.length).toBe(3)
  expect(times(second, 'SECRET')).toBe(0)
})
