import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '#record'
import { companiesOf, unharmed } from './company.ts'
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

  it('is no larger than asked, and puts faults in by the order of all', () => {
    const all = [mutant('a', ['int-1 A']), mutant('b', ['int-1 A', 'int-2 A']), mutant('c', ['int-3 A'])]
    expect(names(companiesOf(all, 9, []))).toEqual([['a', 'b', 'c']])
    expect(names(companiesOf(all, 1, []))).toEqual([['b'], ['a'], ['c']])
  })

  it('has those by themselves that change what looks back on a run', () => {
    const [form, alive] = [{ id: 'TP/COAP/FORM/BV-01' }, { id: 'TP/COAP/ALIVE/BV-01' }]
    const all = [
      ...[mutant('a', ['int-1 A']), mutant('b', [`${form.id} A`])],
      ...[mutant('c', ['int-3 A']), mutant('d', [`${alive.id} A`])],
    ]
    expect(names(companiesOf(all, 9, [form, alive] as never))).toEqual([
      ['a', 'c'],
      ['b', 'd'],
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
      ['b', 'd'],
      ['a', 'c'],
    ])
  })
})

describe('playing in company', () => {
  it('shows of the cases that stay as they are that nobody changes them', () => {
    const sound = played({
      'int-1': { A: 'PASS' },
      'int-2': { A: 'PASS' },
      'int-3': { A: 'PASS', B: 'PASS' },
    })
    const found = played({
      'int-1': { A: 'FAIL' },
      'int-2': { A: 'PASS' },
      'int-3': { A: 'PASS', B: 'FAIL' },
    })
    expect([...unharmed([...found.values()], sound).keys()]).toEqual(['int-2'])
    expect([...unharmed([...found.values()], played({})).keys()]).toEqual([])
  })
})
