import { closes } from '#conduct'
import type { CaseRecord } from '#record'
import type { TestCase } from '#testcase'
import type { CriterionId } from './mutant.ts'
import type { Played } from './playground.ts'

interface Guest {
  readonly mutant: Played
  /** The cases that show it. */
  readonly own: ReadonlySet<string>
  /** The cases that it changes, or keeps from being played. */
  readonly spoils: ReadonlySet<string>
}

/**
 * Mutants that can play together, as one peer with the faults of all: of one variant and version. Those that change what
 * looks back on all cases keep it from being seen with others, so that they sit by themselves. Those that spoil each other's cases are likely to be faults of the same thing,
 * of which one may hide another: they sit apart as far as can be.
 * @param largest so many faults at most in one peer
 * @param cases all there are, for those that rest on others
 */
export function companiesOf(
  mutants: readonly Played[],
  largest: number,
  cases: readonly TestCase[],
): Played[][] {
  const closing = cases.filter(closes)
  const kinds = new Map<string, Guest[]>()
  for (const mutant of mutants) {
    const own = new Set(mutant.trips.map(caseOf))
    const spoils = spoiledBy(mutant, cases)
    const { variant, lwm2m = '1.1' } = mutant
    const kind = JSON.stringify([variant, lwm2m, closing.some(({ id }) => spoils.has(id))])
    kinds.set(kind, [...(kinds.get(kind) ?? []), { mutant, own, spoils }])
  }
  return [...kinds.values()].flatMap((kind) => seated(kind, largest))
}

/**
 * As few companies as hold all guests; each guest, those who spoil most first, where it clashes least. All of a company
 * are judged strictly where one is, so that those who need it sit together. Faults are put in by the order of all.
 */
function seated(guests: readonly Guest[], largest: number): Played[][] {
  const companies = Array.from({ length: Math.ceil(guests.length / largest) }, (): Guest[] => [])
  const strictFirst = guests.toSorted(
    (a, b) => Number(isStrict([b.mutant])) - Number(isStrict([a.mutant])) || b.spoils.size - a.spoils.size,
  )
  for (const guest of strictFirst) {
    const clashes = (company: readonly Guest[]) => company.filter((other) => clash(guest, other)).length
    const strangers = (company: readonly Guest[]) =>
      Number(isStrict(company.map(({ mutant }) => mutant)) !== isStrict([guest.mutant]))
    const [best] = companies
      .filter((company) => company.length < largest)
      .map((company) => ({ company, clashes: clashes(company), strangers: strangers(company) }))
      .toSorted(
        (a, b) => a.clashes - b.clashes || a.strangers - b.strangers || a.company.length - b.company.length,
      )
    best?.company.push(guest)
  }
  return companies.map((company) =>
    guests.filter((guest) => company.includes(guest)).map(({ mutant }) => mutant),
  )
}

/** Whether these are judged strictly when they play together. What a strict judge finds unharmed is so for any other. */
export function isStrict(mutants: readonly Played[]): boolean {
  return mutants.some(({ strict }) => strict === true)
}

/** One may keep the other from being seen. */
function clash(one: Guest, other: Guest): boolean {
  return [...one.own].some((id) => other.spoils.has(id)) || [...other.own].some((id) => one.spoils.has(id))
}

/** What a mutant says it changes, and the cases that are not begun when those fail. */
export function spoiledBy(mutant: Played, cases: readonly TestCase[]): ReadonlySet<string> {
  const failed = new Set(mutant.trips.flatMap((trip): string[] => [trip, caseOf(trip)]))
  const needs = ({ dependsOn = [] }: TestCase) =>
    dependsOn.map((need) => (typeof need === 'number' ? `int-${need}` : need))
  const foregone = cases.filter((testCase) => needs(testCase).some((need) => failed.has(need)))
  return new Set([...touchedBy(mutant), ...foregone.map(({ id }) => id)])
}

/** The cases that a mutant says it changes. */
export function touchedBy({ trips, mayTrip = [], unsettles = [] }: Played): ReadonlySet<string> {
  return new Set([...[...trips, ...mayTrip].map(caseOf), ...unsettles])
}

/** `int-102` of `int-102 C`. */
export function caseOf(criterion: CriterionId): string {
  return criterion.slice(0, criterion.lastIndexOf(' '))
}

/** The cases that ended as with the sound peer. */
export function unharmed(
  played: readonly CaseRecord[],
  sound: ReadonlyMap<string, CaseRecord>,
): ReadonlyMap<string, CaseRecord> {
  return new Map(
    played.filter((record) => isSame(record, sound.get(record.id))).map((record) => [record.id, record]),
  )
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

/** The criteria of a case that failed. */
export function failuresOf({ id, criteria }: CaseRecord): CriterionId[] {
  return criteria
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ letter }): CriterionId => `${id} ${letter}`)
    .toSorted()
}
