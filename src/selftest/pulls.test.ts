import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { ReferenceClient } from '#peers'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'

const registry = loadRegistry()
/** Where whoever gives a package is slow, gone, lying, or cut off; an installation; and software. */
const ids = [
  ...['int-756', 'int-771', 'int-775', 'TP/FW/PULL/BV-01', 'TP/FW/PULL/BV-02'],
  ...['TP/FW/PULL/BI-01', 'TP/FW/PULL/BI-02', 'TP/FW/PULL/BI-03', 'TP/SWM/DELIVERY/BV-02'],
]
const cases = (await loadCases()).filter(({ id }) => ids.includes(id))

/** Lists a protocol alone. */
const speaking =
  (protocol: number) =>
  ({ store }: ReferenceClient): void => {
    store.remove([5, 0, 8])
    store.set([5, 0, 8, 0], { type: 'integer', value: BigInt(protocol) })
  }

it.each([
  ['coaps', 1, 'psk'],
  ['http', 2, 'nosec'],
  ['https', 3, 'x509'],
  ['coap+tcp', 4, 'nosec'],
  ['coaps+tcp', 5, 'x509'],
] as const)('a Client that fetches by %s alone is judged by it', async (scheme, protocol, channel) => {
  const world = { registry, cases, lwm2m: '1.1', seed: 'pulls', channel } as const
  const events = await judgeClient(world, speaking(protocol))
  const found = runRecord(events).cases.map(({ id, verdict, reason }) => [id, verdict, reason])
  expect(found.filter(([, verdict]) => verdict !== 'PASS')).toEqual([])
  expect(found).toHaveLength(ids.length)
  const offered = events.flatMap((event) =>
    event.event === 'step' ? (/offers \d+ octets at (\S+?):/.exec(event.text)?.[1] ?? []) : [],
  )
  expect(new Set(offered)).toEqual(new Set([scheme]))
})
