import { expect, it } from 'vitest'
import { loadCases, loadCatalogue } from './load-cases.ts'

const cases = await loadCases()
const { fieldBugs } = await loadCatalogue()

/** Numbers that were given and not withdrawn. */
const numbers =
  '1-18 21 23-48 50-58 60-66 68-73 75-92 94-105 107-126 128 130-148 151-153 155-168 170-190 192-195 197-200 202-209 211-222 224-227 229-230 232-240 242-249 251-258 260-261 263-267 269-278 280-305 307-314 316-329'

function idsOf(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, more) => `BUG-${`${first + more}`.padStart(3, '0')}`)
  })
}

it('every field bug stands in the table once, in order', () => {
  expect(fieldBugs.map(({ id }) => id)).toEqual(idsOf(numbers))
})

it('what is caught names criteria that exist', () => {
  const criteria = new Set(
    cases.flatMap(({ id, criteria }) => Object.keys(criteria).map((letter) => `${id} ${letter}`)),
  )
  expect(
    fieldBugs.flatMap(({ id, by }) => by.filter((one) => !criteria.has(one)).map((one) => `${id} ${one}`)),
  ).toEqual([])
})

it('what is not caught says why, and nothing else does', () => {
  const strange = fieldBugs.filter(
    ({ state, by, why, source, fault }) =>
      (state === 'caught') !== by.length > 0 ||
      (state === 'caught') !== (why === '') ||
      source === '' ||
      fault === '',
  )
  expect(strange).toEqual([])
})

interface Pair {
  readonly row?: string
  readonly id: string
  readonly letter: string
}

it('ten of them are shown on public releases, by criteria that the table names', async () => {
  const file = new URL('../../interop/pairs.mjs', import.meta.url)
  const { pairs }: { readonly pairs: readonly Pair[] } = await import(file.href)
  const shown = pairs.filter(({ row }) => row !== undefined)
  const by = new Map(fieldBugs.map((bug) => [bug.id, bug.by]))
  expect(
    shown
      .filter(({ row = '', id, letter }) => !by.get(row)?.includes(`${id} ${letter}`))
      .map(({ row }) => row),
  ).toEqual([])
  expect(new Set(shown.map(({ row }) => row)).size).toBeGreaterThanOrEqual(10)
})
