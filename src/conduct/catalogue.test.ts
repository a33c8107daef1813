import { describe, expect, it } from 'vitest'
import { loadCases, loadCatalogue } from './load-cases.ts'

const cases = await loadCases()
const { profiles, listed, listedPurposes, errataOf } = await loadCatalogue()
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
    const coverers = [...listed, ...listedPurposes].flatMap(({ coveredBy }) => coveredBy)
    expect(coverers.filter((id) => !ids.has(id))).toEqual([])
    expect(listedPurposes.map(({ purposeId }) => purposeId).filter((id) => ids.has(id))).toEqual([])
  })

  it('are not all there is to SGP.32, which has a profile of its own', () => {
    const own = cases.filter(({ area }) => area === 'eSIM').map(({ id }) => id)
    const profile = profiles.find(({ name }) => name === 'sgp32')
    expect(profile?.purposes?.toSorted()).toEqual(own.toSorted())
  })

  // Complaints in OMA's public tracker about the text of a case.
  it.each([
    [0, 379],
    [8, 581],
    [103, 583],
    [105, 141],
    [109, 584],
    [215, 236],
    [260, 234],
    [260, 389],
    [303, 236],
    [755, 211],
    [774, 375],
    [777, 374],
    [901, 236],
    [1201, 475],
    [1203, 475],
    [1250, 236],
    [2000, 476],
  ])('int-%i has an erratum that names issue %i', (number, issue) => {
    const sources = errataOf(`int-${number}`).map(({ source }) => source)
    expect(sources).toContainEqual(expect.stringMatching(new RegExp(`#${issue}\\b`)))
  })

  it.each([8, 11, 212, 228, 307, 402, 405, 756, 770, 771, 773])('int-%i has one on its text', (number) => {
    expect(errataOf(`int-${number}`)).not.toEqual([])
  })
})
