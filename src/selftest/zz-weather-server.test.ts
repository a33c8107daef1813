import { it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeBootstrap, judgeServer } from './world.ts'

it('weathers', async () => {
  const cases = await loadCases()
  const registry = loadRegistry()
  const pct = Number(process.env.PCT ?? 5) / 100
  const tally: Record<string, number> = {}
  for (const lwm2m of (process.env.VERS ?? '1.0,1.1,1.2').split(',') as ('1.0' | '1.1' | '1.2')[])
    for (const judge of [judgeServer, judgeBootstrap])
      for (let seed = 1; seed <= Number(process.env.SEEDS ?? 20); seed++) {
        const events = await judge({
          registry,
          cases,
          lwm2m,
          seed: String(seed),
          weather: { loss: pct, duplication: pct, reordering: pct, reorderBy: 3000, delay: 20 },
        })
        for (const e of events) {
          if (e.event !== 'case-ended') continue
          const key = `${lwm2m} ${judge.name} ${e.verdict} ${e.outcome}`
          tally[key] = (tally[key] ?? 0) + 1
          if (
            e.verdict === 'FAIL' ||
            e.verdict === 'ERROR' ||
            (e.verdict === 'INCONCLUSIVE' && e.outcome === 'run')
          ) {
            console.log(lwm2m, judge.name, seed, e.id, e.verdict, e.reason)
            for (const c of events)
              if (c.event === 'criterion' && c.id === e.id && c.verdict !== 'PASS')
                console.log('     ', c.letter, c.expected, '|', c.seen)
          }
        }
      }
  console.log(tally)
}, 600000)
