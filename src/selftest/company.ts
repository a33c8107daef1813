import type { CaseRecord } from '#record'
import type { TestCase } from '#testcase'
import type { CriterionId } from './mutant.ts'
import type { Played } from './playground.ts'

/** A mutant that keeps more cases than this from showing anything about others plays alone. */
const widest = 24

interface Guest {
  readonly mutant: Played
  /** The cases that show it. */
  readonly own: ReadonlySet<string>
  /** The cases that it changes, or keeps from being played. */
  readonly spoils: ReadonlySet<string>
}

/**
 * Mutants that can play all cases together, as one peer with the faults of all: of one variant, version and strictness,
 * and no two that trip the same criterion, so that each one's failures show that its fault is alive. Those that spoil
 * each other's cases sit apart as far as can be.
 * @param largest so many faults at most in one peer
 * @param cases all there are, for those that rest on others
 */
export function companiesOf(
  mutants: readonly Played[],
  largest: number,
  cases: readonly TestCase[],
): Played[][] {
  const kinds = new Map<string, Guest[]>()
  for (const mutant of mutants) {
    const own = new Set(mutant.trips.map(caseOf))
    const guest = { mutant, own, spoils: spoiledBy(mutant, cases) }
    const kind = guest.spoils.size > widest ? mutant.id : kindOf(mutant)
    kinds.set(kind, [...(kinds.get(kind) ?? []), guest])
  }
  return [...kinds.values()].flatMap((kind) => seated(kind, largest))
}

function kindOf({ variant, lwm2m, strict }: Played): string {
  return JSON.stringify([variant, lwm2m, strict])
}

/** As few companies as hold all guests; each guest, those who spoil most first, where it clashes least. */
function seated(guests: readonly Guest[], largest: number): Played[][] {
  const companies = Array.from({ length: Math.ceil(guests.length / largest) }, (): Guest[] => [])
  for (const guest of guests.toSorted((a, b) => b.spoils.size - a.spoils.size)) {
    const open = companies.filter(
      (company) => company.length < largest && company.every((other) => agree(guest.mutant, other.mutant)),
    )
    const clashes = (company: readonly Guest[]) => company.filter((other) => clash(guest, other)).length
    const [best] = open.toSorted((a, b) => clashes(a) - clashes(b) || a.length - b.length)
    if (best === undefined) companies.push([guest])
    else best.push(guest)
  }
  return companies.map((company) => company.map(({ mutant }) => mutant))
}

function agree(mutant: Played, other: Played): boolean {
  return mutant.trips.every((trip) => !other.trips.includes(trip))
}

/** One may keep the other from being seen. */
function clash(one: Guest, other: Guest): boolean {
  return [...one.own].some((id) => other.spoils.has(id)) || [...other.own].some((id) => one.spoils.has(id))
}

/** What a mutant says it changes, and the cases that are not begun when those fail. */
function spoiledBy(mutant: Played, cases: readonly TestCase[]): ReadonlySet<string> {
  const failed = new Set(mutant.trips.flatMap((trip): string[] => [trip, caseOf(trip)]))
  const needs = ({ dependsOn = [] }: TestCase) =>
    dependsOn.map((need) => (typeof need === 'number' ? `int-${need}` : need))
  const foregone = cases.filter((testCase) => needs(testCase).some((need) => failed.has(need)))
  return new Set([...touchedBy(mutant), ...foregone.map(({ id }) => id)])
}

/**
 * Smaller parties of a company, each with half of it, so few that it pays and so many that for any two of the company one
 * party has the first without the second. None where each had better play alone.
 */
export function partiesOf(company: readonly Played[]): Played[][] {
  for (let count = 2; count < company.length; count++) {
    const seats = halves(count)
    if (seats.length < company.length) continue
    return Array.from({ length: count }, (_, party) =>
      company.filter((_, index) => seats[index]?.includes(party) === true),
    )
  }
  return []
}

/** All choices of half of so many things. */
function halves(count: number): number[][] {
  const choose = (from: number, left: number): number[][] => {
    if (left === 0) return [[]]
    return Array.from(
      { length: Math.max(0, count - from - left + 1) },
      (_, skipped) => from + skipped,
    ).flatMap((first) => choose(first + 1, left - 1).map((rest) => [first, ...rest]))
  }
  return choose(0, Math.floor(count / 2))
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
 * changes them. `doubtful`: those whom it has shown nothing about: all of them when a case changed or a criterion failed
 * that nobody names, and whoever's own failures did not show.
 */
export function shownBy(
  company: readonly Played[],
  played: ReadonlyMap<string, CaseRecord>,
  sound: ReadonlyMap<string, CaseRecord>,
): { readonly unharmed: ReadonlyMap<string, CaseRecord>; readonly doubtful: readonly Played[] } {
  const unharmed = new Map([...played].filter(([id, record]) => isSame(record, sound.get(id))))
  const touched = new Set(company.flatMap((mutant) => [...touchedBy(mutant)]))
  const named = new Set(company.flatMap(({ trips, mayTrip = [] }) => [...trips, ...mayTrip]))
  const isExplained = (record: CaseRecord) =>
    touched.has(record.id) && failuresOf(record).every((failure) => named.has(failure))
  const strange = [...played.values()].filter(
    (record) => !unharmed.has(record.id) && !isExplained(record) && !isForegone(record, played),
  )
  const isAlive = ({ trips }: Played) => {
    const judged = trips.filter((trip) => !isBarred(played.get(caseOf(trip))))
    return judged.length > 0 && judged.every((trip) => isTripped(trip, played))
  }
  const doubtful = strange.length > 0 ? company : company.filter((mutant) => !isAlive(mutant))
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
  const record = played.get(caseOf(trip))
  return record !== undefined && failuresOf(record).includes(trip)
}

/** The criteria of a case that failed. */
export function failuresOf({ id, criteria }: CaseRecord): CriterionId[] {
  return criteria
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ letter }): CriterionId => `${id} ${letter}`)
    .toSorted()
}
