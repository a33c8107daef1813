import { describe, expect, it } from 'vitest'
import { loadCases, loadCatalogue } from './load-cases.ts'

const cases = await loadCases()
const { profiles, listed } = await loadCatalogue()
const executed = cases.flatMap(({ number, editions }) => (number === undefined ? [] : [{ number, editions }]))
const placed = [...executed, ...listed]
const editions = profiles.filter(({ name }) => name.startsWith('ets-'))

describe('the numbers of the ETS', () => {
  it('are 157, as many in each edition as it prints', () => {
    expect(new Set(editions.flatMap(({ numbers }) => numbers)).size).toBe(157)
    expect(editions.map(({ name, numbers }) => [name, numbers.length])).toEqual([
      ['ets-1.0', 92],
      ['ets-1.1', 146],
      ['ets-1.2', 155],
    ])
  })

  it.each(editions)('of $name each have a case or a reason, and not both', ({ edition, numbers }) => {
    const here = placed.filter((entry) => entry.editions.includes(edition)).map(({ number }) => number)
    expect(here.toSorted((a, b) => a - b)).toEqual([...numbers])
  })

  it('that are listed name cases that exist', () => {
    const ids = new Set(cases.map(({ id }) => id))
    expect(listed.flatMap(({ coveredBy }) => coveredBy).filter((id) => !ids.has(id))).toEqual([])
  })
})
