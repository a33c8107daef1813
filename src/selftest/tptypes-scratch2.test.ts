import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { selfTest } from './matrix.ts'
import { attributeMutants } from './mutants/client/attributes.ts'
import { typeMutants } from './mutants/client/types.ts'
import { playground } from './playground.ts'
import { judgeClient } from './world.ts'

it('tries', async () => {
  const cases = await loadCases()
  const pick = process.env.CASES
  const full = process.env.FULL !== undefined
  const t = performance.now()
  const ms = [...attributeMutants, ...typeMutants].filter(
    ({ id }) => !process.env.M || process.env.M.split(',').some((m) => id.includes(m)),
  )
  const r = await selfTest({
    registry: loadRegistry(),
    cases: cases.filter((c) => full || c.id.startsWith(pick ?? 'TP/')),
    full,
    playgrounds: [playground('client', judgeClient, { variants: [], mutants: ms })],
  })
  console.log(
    performance.now() - t,
    ms.length,
    r.sound.map((s) => `${s.lwm2m} ${s.passed} ${s.notApplicable} ${JSON.stringify(s.others)}`).join('\n'),
  )
  console.log(
    r.complaints
      .filter((c) => !c.includes('no mutant of') || c.includes('TP/'))
      .slice(0, 60)
      .join('\n'),
  )
}, 900000)
