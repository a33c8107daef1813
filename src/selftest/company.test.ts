import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '#record'
import { companiesOf, partiesOf, shownBy } from './company.ts'
import type { CriterionId } from './mutant.ts'
import type { Played } from './playground.ts'

const mutant = (id: string, trips: readonly CriterionId[], more: Partial<Played> = {}): Played => ({
  id,
  title: id,
  trips,
  ...more,
})

const names = (companies: readonly (readonly Played[])[]) =>
  companies.map((company) => company.map(({ id }) => id))

/** Cases with the verdicts of their criteria: `{ 'int-1': { A: 'FAIL' } }`. */
function played(cases: Record<string, Record<string, string>>): ReadonlyMap<string, CaseRecord> {
  const record = (id: string, letters: Record<string, string>) => ({
    id,
    verdict: Object.values(letters).includes('FAIL') ? 'FAIL' : 'PASS',
    outcome: 'completed',
    reason: '',
    criteria: Object.entries(letters).map(([letter, verdict]) => ({ letter, verdict })),
  })
  return new Map(
    Object.entries(cases).map(([id, letters]) => [id, record(id, letters) as unknown as CaseRecord]),
  )
}

describe('a company of mutants', () => {
  it('is of one variant, version and strictness', () => {
    const all = [
      mutant('a', ['int-1 A']),
      mutant('b', ['int-2 A'], { variant: 'over-tcp' }),
      mutant('c', ['int-3 A'], { lwm2m: '1.0' }),
      mutant('d', ['int-4 A'], { strict: true }),
      mutant('e', ['int-5 A']),
    ]
    expect(names(companiesOf(all, 9, []))).toEqual([['a', 'e'], ['b'], ['c'], ['d']])
  })

  it('has no two that trip the same criterion, and is no larger than asked', () => {
    const all = [mutant('a', ['int-1 A']), mutant('b', ['int-1 A', 'int-2 A']), mutant('c', ['int-3 A'])]
    expect(names(companiesOf(all, 9, []))).toEqual([['b', 'c'], ['a']])
    expect(names(companiesOf(all, 1, []))).toEqual([['b'], ['a'], ['c']])
  })

  it('leaves out whoever keeps many cases from being played', () => {
    const wide = mutant('wide', ['int-101 A'])
    const others = Array.from({ length: 25 }, (_, index) => ({ id: `int-${index}`, dependsOn: [101] }))
    expect(names(companiesOf([wide, mutant('a', ['int-20 A'])], 9, others as never))).toEqual([
      ['wide'],
      ['a'],
    ])
  })

  it("keeps those apart that spoil each other's cases", () => {
    const all = [
      mutant('a', ['int-1 A']),
      mutant('b', ['int-1 B']),
      mutant('c', ['int-2 A']),
      mutant('d', ['int-3 A'], { unsettles: ['int-2'] }),
    ]
    expect(names(companiesOf(all, 2, []))).toEqual([
      ['d', 'b'],
      ['a', 'c'],
    ])
  })

  it.each([6, 10, 20])('of %i has parties of which one has any member without any other', (size) => {
    const company = Array.from({ length: size }, (_, index) => mutant(`${index}`, [`int-${index} A`]))
    const parties = partiesOf(company)
    expect(parties.length).toBeLessThan(company.length)
    for (const one of company)
      for (const other of company.filter((candidate) => candidate !== one))
        expect(parties.some((party) => party.includes(one) && !party.includes(other))).toBe(true)
  })

  it('has no parties where everyone had as well play alone', () => {
    expect(partiesOf([])).toEqual([])
    expect(partiesOf([mutant('a', ['int-1 A'])])).toEqual([])
    expect(partiesOf([mutant('a', ['int-1 A']), mutant('b', ['int-2 A'])])).toEqual([])
  })
})

describe('playing in company', () => {
  const a = mutant('a', ['int-1 A'])
  const b = mutant('b', ['int-2 A'])
  const rest = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`int-2${index}`, { A: 'PASS' }]))
  const sound = played({ ...rest, 'int-1': { A: 'PASS' }, 'int-2': { A: 'PASS' }, 'int-3': { A: 'PASS' } })

  it('shows of the cases that stay as they are that nobody changes them', () => {
    const found = played({ ...rest, 'int-1': { A: 'FAIL' }, 'int-2': { A: 'FAIL' }, 'int-3': { A: 'PASS' } })
    const { unharmed, doubtful } = shownBy([a, b], found, sound)
    expect([...unharmed.keys()]).toEqual([...Object.keys(rest), 'int-3'])
    expect(doubtful).toEqual([])
  })

  it('shows nothing about a mutant whose own failure is not seen', () => {
    const found = played({ ...rest, 'int-1': { A: 'FAIL' }, 'int-2': { A: 'PASS' }, 'int-3': { A: 'PASS' } })
    expect(shownBy([a, b], found, sound).doubtful).toEqual([b])
  })

  it('shows nothing about anybody when a case changes that nobody names', () => {
    const found = played({ ...rest, 'int-1': { A: 'FAIL' }, 'int-2': { A: 'FAIL' }, 'int-3': { A: 'FAIL' } })
    expect(shownBy([a, b], found, sound).doubtful).toEqual([a, b])
  })

  it('shows nothing about anybody when a criterion fails that nobody names, in a case that somebody does', () => {
    const found = played({
      ...rest,
      'int-1': { A: 'FAIL', B: 'FAIL' },
      'int-2': { A: 'FAIL' },
      'int-3': { A: 'PASS' },
    })
    expect(shownBy([a, b], found, sound).doubtful).toEqual([a, b])
    const c = mutant('c', ['int-3 A'], { mayTrip: ['int-1 B'] })
    const all = played({
      ...rest,
      'int-1': { A: 'FAIL', B: 'FAIL' },
      'int-2': { A: 'FAIL' },
      'int-3': { A: 'FAIL' },
    })
    expect(shownBy([a, b, c], all, sound).doubtful).toEqual([])
  })
})
