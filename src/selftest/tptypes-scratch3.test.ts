import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'

it('weather', async () => {
  const cases = (await loadCases()).filter((c) => c.id.startsWith('TP/DM/TYPES') || c.id.startsWith('TP/REP'))
  for (const seed of ['1', '2', '3', '4'])
    for (const loss of [0.1]) {
      const lwm2m = '1.1'
      const events = await judgeClient({
        registry: loadRegistry(),
        cases: cases.filter((c) => c.editions.includes(lwm2m)),
        lwm2m,
        seed,
        weather: { loss, duplication: 0.05 },
      })
      for (const e of events) {
        if (e.event === 'case-ended' && e.verdict !== 'PASS')
          console.log(seed, loss, e.id, e.verdict, e.reason)
        else if (e.event === 'criterion' && e.verdict !== 'PASS')
          console.log('   ', e.letter, e.verdict, e.expected, '|', e.seen)
        else if (e.event === 'undo' && !e.done) console.log('    undo', e.text)
      }
    }
  expect(1).toBe(1)
}, 600000)
