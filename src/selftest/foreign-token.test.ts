import { expect, it } from 'vitest'
import { decode, encode } from '#coap'
import { loadCases } from '#conduct'
import type { ReferenceClient } from '#peers'
import { loadRegistry } from '#registry'
import { onDatagrams } from './mutants/on-datagrams.ts'
import { judgeClient } from './world.ts'

/** Answers with tokens of its own making. */
const ownTokens = onDatagrams<ReferenceClient>(() => ({
  outgoing(datagram) {
    const { message } = decode(datagram)
    if (message?.type !== 'ACK' || message.code === '0.00') return datagram
    return encode({ ...message, token: Uint8Array.of(1, 2, 3) })
  },
}))

const wanted = ['int-101', 'int-203', 'int-241']
const cases = (await loadCases()).filter(({ id }) => wanted.includes(id))

it('an ACK with another token ends a request at once, and is told with its frame', async () => {
  const world = { registry: loadRegistry(), cases, lwm2m: '1.1', seed: '1' } as const
  const events = await judgeClient(world, ownTokens)
  const said = /an ACK of this message, but with token 010203 in the place of [0-9a-f]{16}/
  const told = events.flatMap((event) => (event.event === 'observation' ? [event] : []))
  expect(told.length).toBeGreaterThan(0)
  for (const { text, frame } of told) {
    expect(text).toMatch(said)
    expect(frame).toBeGreaterThan(0)
  }
  const ended = events.flatMap((event) => (event.event === 'case-ended' ? [event] : []))
  expect(ended).toMatchObject([
    { id: 'int-101', verdict: 'PASS' },
    { id: 'int-203', verdict: 'INCONCLUSIVE', reason: expect.stringMatching(said) },
    { id: 'int-241', verdict: 'FAIL', reason: expect.stringMatching(said) },
  ])
  expect(events.at(-1)!.at - events[0]!.at).toBeLessThan(5000)
})
