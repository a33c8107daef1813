import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { instead } from './mutants/instead.ts'
import { judgeServer } from './world.ts'

const cases = (await loadCases()).filter(({ id }) => ['int-101', 'int-301', 'int-1900'].includes(id))

it('a Server that observes as text what cannot be text leaves it open, and is no error of ours', async () => {
  const world = { registry: loadRegistry(), cases, lwm2m: '1.1', seed: 'text' } as const
  const events = await judgeServer(world, ({ observations }) =>
    instead(
      observations,
      'observe',
      (observe) => (endpoint, path, how) => observe(endpoint, path, { ...how, format: 'text' }),
    ),
  )
  const ended = events.flatMap((event) => (event.event === 'case-ended' ? [event] : []))
  expect(ended.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
    ['int-101', 'PASS', expect.anything()],
    [
      'int-301',
      'INCONCLUSIVE',
      'the Server observes /3/0/7 with Accept 0, in which it cannot be given: 4.06',
    ],
    ['int-1900', 'INCONCLUSIVE', expect.stringContaining('with Accept 0')],
  ])
})
