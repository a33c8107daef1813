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

  // Chairs whose behaviour the criteria of the ETS are about, beside the Client's.
  it.each([
    { chair: 'bootstrap', numbers: [0, 1, 2, 4, 7, 8, 10, 11, 12, 19, 404, 406], without: [] },
    {
      chair: 'server',
      numbers: [
        ...[1, 2, 5, 10, 12, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 226, 227, 230, 233, 234],
        ...[237, 241, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 401, 402, 404, 405],
        ...[406, 710, 760, 770, 810, 910, 950, 951, 1203, 1204, 1230, 1250, 1350, 1900],
      ],
      without: [12, 950],
    },
  ] as const)(
    'judge a $chair where the ETS does, or an erratum says why not',
    ({ chair, numbers, without }) => {
      const judging = [...cases, ...listed].filter(({ judges }) => judges.includes(chair))
      const ours = judging.flatMap(({ number }) => (number === undefined ? [] : [number]))
      const missing: readonly number[] = without
      expect(ours.toSorted((a, b) => a - b)).toEqual(numbers.filter((number) => !missing.includes(number)))
      for (const number of missing)
        expect(errataOf(`int-${number}`).map(({ where }) => where)).toContain('roles')
    },
  )

  it('have no criterion on a chair that they do not judge, nor has a purpose', () => {
    const idle = cases.flatMap(({ id, judges, criteria }) =>
      Object.entries(criteria).flatMap(([letter, { judged }]) =>
        judges.includes(judged) ? [] : [`${id} ${letter}`],
      ),
    )
    expect(idle).toEqual([])
  })

  it('judge a Client, every one', () => {
    const others = [...cases, ...listed].filter(
      ({ number, judges }) => number !== undefined && !judges.includes('client'),
    )
    expect(others).toEqual([])
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

  it('on SGP.32 each have a case or a reason, and not both', () => {
    const ranges = [
      ...[
        [101, 112],
        [201, 211],
        [301, 316],
        [401, 407],
        [411, 415],
        [421, 422],
        [431, 431],
        [501, 515],
      ],
      ...[
        [601, 610],
        [621, 624],
        [701, 711],
        [801, 824],
        [901, 919],
        [1001, 1007],
        [1011, 1014],
      ],
    ]
    const wanted = ranges.flatMap(([from = 0, to = 0]) =>
      Array.from({ length: to - from + 1 }, (_, index) => `ESIM-${from + index}`),
    )
    const ids = [...cases.map(({ id }) => id), ...listedPurposes.map(({ purposeId }) => purposeId)]
    expect(ids.filter((id) => id.startsWith('ESIM-')).toSorted()).toEqual(wanted.toSorted())
  })

  // Complaints in OMA's public tracker about the text of a case.
  it.each([
    [0, 379],
    [8, 581],
    [103, 583],
    [105, 141],
    [109, 584],
    [201, 17],
    [201, 18],
    [201, 19],
    [215, 210],
    [215, 236],
    [260, 234],
    [260, 389],
    [260, 135],
    [301, 20],
    [303, 236],
    [304, 597],
    [308, 597],
    [309, 558],
    [755, 211],
    [774, 375],
    [777, 374],
    [901, 236],
    [1201, 475],
    [1202, 475],
    [1203, 475],
    [1250, 236],
    [1630, 236],
    [2000, 476],
  ])('int-%i has an erratum that names issue %i', (number, issue) => {
    const sources = errataOf(`int-${number}`).map(({ source }) => source)
    expect(sources).toContainEqual(expect.stringMatching(new RegExp(`#${issue}\\b`)))
  })

  // What is printed wrong, and nobody has complained about.
  it.each([
    ...[0, 1, 2, 8, 10, 11, 12, 105, 109, 110, 205, 212, 215, 220, 228, 229, 261, 264, 266, 304, 307, 309],
    ...[310, 402, 405, 685, 756, 770, 771, 773, 950, 1202, 1204, 1210, 1250, 1630, 1635, 1900],
  ])('int-%i has one on its text', (number) => {
    const sources = errataOf(`int-${number}`).map(({ source }) => source)
    expect(sources.filter((source) => source !== 'our choice')).not.toEqual([])
  })
})
