import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '#record'
import { aliveIn, companiesOf, unharmed } from './company.ts'
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
  it('is of one variant and version', () => {
    const all = [
      mutant('a', ['int-1 A']),
      mutant('b', ['int-2 A'], { variant: 'over-tcp' }),
      mutant('c', ['int-3 A'], { lwm2m: '1.0' }),
      mutant('e', ['int-5 A'], { lwm2m: '1.1' }),
    ]
    expect(names(companiesOf(all, 9, []))).toEqual([['a', 'e'], ['b'], ['c']])
  })

  it('has those together that need a strict judge', () => {
    const all = [
      mutant('a', ['int-1 A']),
      mutant('b', ['int-2 A'], { strict: true }),
      mutant('c', ['int-3 A']),
      mutant('d', ['int-4 A'], { strict: true }),
    ]
    expect(names(companiesOf(all, 2, []))).toEqual([
      ['b', 'd'],
      ['a', 'c'],
    ])
  })

  it('has no two that trip the same criterion, and is no larger than asked', () => {
    const all = [mutant('a', ['int-1 A']), mutant('b', ['int-1 A', 'int-2 A']), mutant('c', ['int-3 A'])]
    expect(names(companiesOf(all, 9, []))).toEqual([['b', 'c'], ['a']])
    expect(names(companiesOf(all, 1, []))).toEqual([['b'], ['a'], ['c']])
  })

  it('leaves out whoever keeps many cases from being played', () => {
    const wide = mutant('wide', ['int-101 A'])
    const others = Array.from({ length: 101 }, (_, index) => ({ id: `int-${index}`, dependsOn: [101] }))
    expect(names(companiesOf([wide, mutant('a', ['int-2 A'])], 9, others as never))).toEqual([
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
})

describe('playing in company', () => {
  const a = mutant('a', ['int-1 A'])
  const b = mutant('b', ['int-2 A', 'int-3 A'])
  const sound = played({ 'int-1': { A: 'PASS' }, 'int-2': { A: 'PASS' }, 'int-3': { A: 'PASS', B: 'PASS' } })
  const fails = { A: 'FAIL' }

  it('shows of the cases that stay as they are that nobody changes them', () => {
    const found = played({ 'int-1': fails, 'int-2': { A: 'PASS' }, 'int-3': { A: 'PASS', B: 'FAIL' } })
    expect([...unharmed(found, sound).keys()]).toEqual(['int-2'])
    expect([...unharmed(found, played({})).keys()]).toEqual([])
  })

  it('shows of a mutant whose own failures are seen that its fault is at work', () => {
    const found = played({ 'int-1': fails, 'int-2': fails, 'int-3': { A: 'PASS' } })
    expect(aliveIn([a, b], found, [])).toEqual([a])
    expect(aliveIn([a, b], played({ 'int-2': fails, 'int-3': fails }), [])).toEqual([b])
  })

  it('holds nothing against a mutant where another changes the same case', () => {
    const found = played({ 'int-1': fails, 'int-2': fails, 'int-3': { A: 'PASS' } })
    const c = mutant('c', ['int-1 B'], { unsettles: ['int-3'] })
    expect(aliveIn([b, c], found, [])).toEqual([b])
    const d = mutant('d', ['int-1 C'], { unsettles: ['int-2', 'int-3'] })
    expect(aliveIn([b, d], found, [])).toEqual([])
  })
})
