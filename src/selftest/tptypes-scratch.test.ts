import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeClient } from './world.ts'

it('tries', async () => {
  const cases = await loadCases()
  const pick = process.env.CASES?.split(',')
  for (const lwm2m of (process.env.V10 ?? '1.1').split(',') as ('1.0' | '1.1' | '1.2')[]) {
    const t = performance.now()
    const events = await judgeClient({
      registry: loadRegistry(),
      cases: cases.filter((c) => c.id === 'int-101' || !pick || pick.some((p) => c.id.startsWith(p))),
      lwm2m,
      seed: '1',
    })
    console.log(lwm2m, performance.now() - t, events.length)
    for (const e of events) {
      if (process.env.V) console.log(JSON.stringify(e))
      else if (e.event === 'case-ended') console.log(e.id, e.verdict, e.reason)
      else if (e.event === 'criterion' && e.verdict !== 'PASS')
        console.log('   ', e.letter, e.verdict, e.expected, '|', e.seen)
      else if (e.event === 'note') console.log(e.text)
      else if (e.event === 'undo' && !e.done) console.log('    undo', e.text)
    }
  }
  expect(1).toBe(1)
}, 60000)
