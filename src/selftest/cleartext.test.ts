import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'

it('a Client that speaks in the clear alone where DTLS is spoken fails, though it is never registered', async () => {
  const clear = 'TP/SEC/DTLS/CLEAR/BI-01'
  const cases = (await loadCases()).filter(({ id }) => ['int-101', 'int-102', clear].includes(id))
  const world = { registry: loadRegistry(), cases, lwm2m: '1.1', channel: 'psk', seed: '254' } as const
  const events = await judgeClient(world, (client) => {
    const { dtls: _, ...options } = client.options
    Object.assign(client, { options })
  })
  const found = runRecord(events).cases
  expect(found.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['int-101', 'INCONCLUSIVE'],
    ['int-102', 'INCONCLUSIVE'],
    [clear, 'FAIL'],
  ])
})
