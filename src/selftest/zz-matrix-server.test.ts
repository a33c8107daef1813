import { it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { selfTest } from './matrix.ts'
import { matrixText } from './matrix-text.ts'
import { bootstrapMutants } from './mutants/bootstrap/index.ts'
import { serverMutants } from './mutants/server/index.ts'
import { playground } from './playground.ts'
import { judgeBootstrap, judgeServer } from './world.ts'

it('tries', async () => {
  const r = await selfTest({
    registry: loadRegistry(),
    cases: await loadCases(),
    full: true,
    seed: process.env.SEED ?? '1',
    playgrounds: [
      playground('server', judgeServer, { variants: [], mutants: serverMutants }),
      playground('bootstrap', judgeBootstrap, { variants: [], mutants: bootstrapMutants }),
    ],
  })
  console.log(matrixText(r))
}, 600000)
