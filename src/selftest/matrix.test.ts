import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { loadRegistry } from '#registry'
import { selfTest } from './matrix.ts'
import { matrixText } from './matrix-text.ts'

it('tries', async () => {
  const t = performance.now()
  const r = await selfTest({
    registry: loadRegistry(),
    cases: await loadCases(),
    full: process.env.FULL === '1',
    onProgress: (p) => process.env.V && console.log(p.done, p.next),
  })
  console.log(matrixText(r), performance.now() - t)
  expect(1).toBe(1)
})
