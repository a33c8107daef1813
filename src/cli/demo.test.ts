import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { tooLong } from './demo.ts'

it('names cases that exist where it leaves out what takes too long', async () => {
  const known = new Set((await loadCases()).map(({ id }) => id))
  expect(tooLong.filter((id) => !known.has(id))).toEqual([])
  expect(tooLong).toContain('TP/COAP/MSG/BV-10')
})
