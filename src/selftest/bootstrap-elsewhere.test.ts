import { describe, expect, it } from 'vitest'
import { loadCases } from '#conduct'
import type { ReferenceClient } from '#peers'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { instead } from './mutants/instead.ts'
import { judgeClient } from './world.ts'

const registry = loadRegistry()
const all = await loadCases()

async function judged(fault: (client: ReferenceClient) => void, ...ids: readonly string[]) {
  const cases = all.filter(({ id }) => ids.includes(id))
  const events = await judgeClient({ registry, cases, lwm2m: '1.1', seed: '1' }, fault)
  return runRecord(events).cases.map(({ id, verdict, outcome, reason }) => ({ id, verdict, outcome, reason }))
}

const elsewhere = ({ account }: ReferenceClient): void => {
  Object.defineProperty(account, 'bootstrapUri', { value: 'coap://192.0.2.99:5783' })
}

describe('a Client whose account leads to another Bootstrap-Server', () => {
  it.each(['int-0', 'int-5', 'TP/BS/READ/BI-01'])('is not blamed for it by %s', async (id) => {
    expect(await judged(elsewhere, 'int-101', id)).toMatchObject([
      {},
      {
        id,
        verdict: 'INCONCLUSIVE',
        outcome: 'could-not-run',
        reason: expect.stringContaining('give the Client an account that leads to it (--listen-bootstrap)'),
      },
    ])
  })
})

it('a Client that came to our Bootstrap-Server once, and then no more, is', async () => {
  const once = ({ bootstrapping }: ReferenceClient): void => {
    let asked = 0
    instead(bootstrapping, 'succeeds', (succeeds) => async () => ++asked === 1 && succeeds())
  }
  const [, first, second] = await judged(once, 'int-101', 'int-0', 'int-5')
  expect(first).toMatchObject({ id: 'int-0', verdict: 'PASS' })
  expect(second).toMatchObject({ id: 'int-5', verdict: 'FAIL' })
})
