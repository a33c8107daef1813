import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { loadAll } from './case-facts.ts'
import { coveragePage } from './coverage.ts'

const { cases, catalogue } = await loadAll()

it('docs/coverage.md says what the cases say; npm run coverage writes it anew', () => {
  expect(readFileSync(join(packageRoot(), 'docs', 'coverage.md'), 'utf8')).toBe(
    coveragePage(cases, catalogue),
  )
})

it('a rule that is tested names cases that exist, and any other says why not', () => {
  const ids = [...cases.map(({ id }) => id), 'TP/DEF']
  const { ledger } = catalogue
  expect(ledger.flatMap(({ by }) => by).filter((id) => !ids.includes(id))).toEqual([])
  expect(
    ledger.filter(
      ({ state, by, why }) => (state === 'tested') !== by.length > 0 || (why === '') !== (state === 'tested'),
    ),
  ).toEqual([])
})

it('every number of the ETS that is executed tests a rule of the specification', () => {
  const named = new Set(catalogue.ledger.flatMap(({ by }) => by))
  const executed = cases.filter(
    ({ number, criteria }) => number !== undefined && Object.keys(criteria).length > 0,
  )
  expect(executed.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([])
})

it('a number without criteria is not said to be executed', () => {
  const page = coveragePage(cases, catalogue)
  expect(page).toMatch(/^\| int-19 .*\| not executed: /m)
  const executed = page.match(/^\| int-\d+ .*\| executed \|$/gm) ?? []
  expect(page).toContain(`${executed.length} of the 157 numbers of the ETS are executed`)
})
