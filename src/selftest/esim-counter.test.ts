import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { runRecord } from '#record'
import { loadRegistry } from '#registry'
import { agents, withEuicc } from './esim.ts'
import { judgeClient } from './world.ts'

const registry = loadRegistry({ imported: '' })
const wanted = ['int-101', 'ESIM-101', 'ESIM-104', 'ESIM-305', 'ESIM-307']
const cases = (await loadCases()).filter(({ id }) => wanted.includes(id))

/** A run on an eUICC that has taken this counter value before. */
async function runAfter(counter: number) {
  const events = await judgeClient({ registry, cases, lwm2m: '1.1', seed: '1' }, (client) => {
    withEuicc(client)
    agents.get(client)!.euicc.associations.all[0]!.counter = counter
  })
  const observed = events.flatMap((event) => (event.event === 'observation' ? [event.text] : []))
  const verdicts = runRecord(events).cases.map(({ id, verdict, reason }) =>
    `${id} ${verdict} ${reason}`.trim(),
  )
  return { observed, verdicts }
}

it('a run goes ahead with the counter where the eUICC has taken higher values in runs before', async () => {
  const { observed, verdicts } = await runAfter(5000)
  expect(verdicts.filter((line) => !line.endsWith(' PASS'))).toEqual([])
  expect(observed.filter((text) => text.includes('counter'))).toEqual([
    'the eUICC has taken counter values above 0 before: esim.counter of the IXIT may be raised to 11003',
  ])
})

it('a run says which field of the IXIT to raise where it cannot find a counter value', async () => {
  const { verdicts } = await runAfter(5_000_000)
  const undecided = verdicts.filter((line) => !line.endsWith(' PASS'))
  expect(undecided).toHaveLength(2)
  for (const line of undecided) expect(line).toMatch(/INCONCLUSIVE .*raise esim\.counter in the IXIT/)
})

it('a run that is right from the start tells nothing of counters', async () => {
  const { observed, verdicts } = await runAfter(0)
  expect(verdicts.filter((line) => !line.endsWith(' PASS'))).toEqual([])
  expect(observed.filter((text) => text.includes('counter'))).toEqual([])
})
