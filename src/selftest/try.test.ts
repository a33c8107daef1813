import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { judgeBootstrap, judgeClient, judgeServer } from './world.ts'

it('tries', async () => {
  const cases = await loadCases()
  const pick = process.env.CASES?.split(',')
  const events = await (process.env.IUT === 'server'
    ? judgeServer
    : process.env.IUT === 'bootstrap'
      ? judgeBootstrap
      : judgeClient)({
    registry: loadRegistry(),
    cases: cases.filter((c) => !pick || pick.includes(c.id)),
    lwm2m: '1.1',
    seed: '1',
  })
  for (const e of events) {
    if (process.env.V) console.log(JSON.stringify(e))
    else if (e.event === 'case-ended') console.log(e.id, e.verdict, e.reason)
    else if (e.event === 'criterion' && e.verdict !== 'PASS')
      console.log('   ', e.letter, e.verdict, e.expected, '|', e.seen)
    else if (e.event === 'note') console.log(e.text)
    else if (e.event === 'undo' && !e.done) console.log('    undo', e.text)
  }
  expect(1).toBe(1)
})
