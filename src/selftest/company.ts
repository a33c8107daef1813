import type { CaseRecord } from '#record'
import type { TestCase } from '#testcase'
import type { CriterionId } from './mutant.ts'
import type { Played } from './playground.ts'

/** A mutant that keeps more cases than this from showing anything about others plays alone. */
const widest = 24

/** A company that harms a larger share of the cases shows too little. */
const mostHarmed = 0.2

/**
 * Mutants that can play all cases together, as one peer with the faults of all: of one variant, version and strictness,
 * and no two that trip the same criterion, so that each one's failures show that its fault is alive. Neighbours come
 * together, since they spoil the same cases.
 * @param largest so many faults at most in one peer
 * @param cases all there are, for those that rest on others
 */
export function companiesOf(
  mutants: readonly Played[],
  largest: number,
  cases: readonly TestCase[],
): Played[][] {
  const companies: Played[][] = []
  const wide = new Set(mutants.filter((mutant) => spoiledBy(mutant, cases).size > widest))
  for (const mutant of mutants.toSorted((a, b) => compare(a.trips[0] ?? '', b.trips[0] ?? ''))) {
    const open = wide.has(mutant)
      ? undefined
      : companies.find(
          (company) =>
            company.length < largest && company.every((other) => !wide.has(other) && agree(mutant, other)),
        )
    if (open === undefined) companies.push([mutant])
    else open.push(mutant)
  }
  return companies
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** What a mutant says it changes, and the cases that are not begun when those fail. */
function spoiledBy(mutant: Played, cases: readonly TestCase[]): ReadonlySet<string> {
  const failed = new Set(mutant.trips.flatMap((trip): string[] => [trip, caseOf(trip)]))
  const needs = ({ dependsOn = [] }: TestCase) =>
    dependsOn.map((need) => (typeof need === 'number' ? `int-${need}` : need))
  const foregone = cases.filter((testCase) => needs(testCase).some((need) => failed.has(need)))
  return new Set([...touchedBy(mutant), ...foregone.map(({ id }) => id)])
}

function agree(mutant: Played, other: Played): boolean {
  return (
    mutant.variant === other.variant &&
    mutant.lwm2m === other.lwm2m &&
    mutant.strict === other.strict &&
    mutant.trips.every((trip) => !other.trips.includes(trip))
  )
}

/** The cases that a mutant says it changes. */
export function touchedBy({ trips, mayTrip = [], unsettles = [] }: Played): ReadonlySet<string> {
  return new Set([...[...trips, ...mayTrip].map(caseOf), ...unsettles])
}

/** `int-102` of `int-102 C`. */
export function caseOf(criterion: CriterionId): string {
  return criterion.slice(0, criterion.lastIndexOf(' '))
}

/**
 * What playing together has shown. `unharmed`: the cases that ended as with the sound peer, so that none of the company
 * changes them. `doubtful`: those whom it has shown nothing about: all of them when a case changed that nobody names
 * or too many changed, and whoever's own failures did not show.
 */
export function shownBy(
  company: readonly Played[],
  played: ReadonlyMap<string, CaseRecord>,
  sound: ReadonlyMap<string, CaseRecord>,
): { readonly unharmed: ReadonlyMap<string, CaseRecord>; readonly doubtful: readonly Played[] } {
  const unharmed = new Map([...played].filter(([id, record]) => isSame(record, sound.get(id))))
  const named = new Set(company.flatMap((mutant) => [...touchedBy(mutant)]))
  const strange = [...played.values()].filter(
    (record) => !unharmed.has(record.id) && !named.has(record.id) && !isForegone(record, played),
  )
  const isAlive = ({ trips }: Played) => {
    const judged = trips.filter((trip) => !isBarred(played.get(caseOf(trip))))
    return judged.length > 0 && judged.every((trip) => isTripped(trip, played))
  }
  const isHavoc = played.size - unharmed.size > mostHarmed * played.size
  const doubtful = strange.length > 0 || isHavoc ? company : company.filter((mutant) => !isAlive(mutant))
  return { unharmed, doubtful }
}

function isSame(record: CaseRecord, sound: CaseRecord | undefined): boolean {
  const verdicts = ({ verdict, criteria }: CaseRecord) =>
    [verdict, ...criteria.map((criterion) => `${criterion.letter} ${criterion.verdict}`)].join()
  return sound !== undefined && verdicts(record) === verdicts(sound)
}

/** Not begun, since a case that it depends on failed. */
export function isForegone(record: CaseRecord, played: ReadonlyMap<string, CaseRecord>): boolean {
  const match = /^depends on (\S+)/.exec(record.reason)
  return isBarred(record) && match !== null && played.get(match[1]!)?.verdict === 'FAIL'
}

function isBarred(record: CaseRecord | undefined): boolean {
  return record?.outcome === 'could-not-run'
}

function isTripped(trip: CriterionId, played: ReadonlyMap<string, CaseRecord>): boolean {
  const letter = trip.slice(caseOf(trip).length + 1)
  const criterion = played.get(caseOf(trip))?.criteria.find((candidate) => candidate.letter === letter)
  return criterion?.verdict === 'FAIL'
}
