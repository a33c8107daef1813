import type { CaseRecord } from '#record'
import type { TestCase } from '#testcase'
import type { CriterionId } from './mutant.ts'
import type { Played } from './playground.ts'

/** A mutant that keeps more cases than this from showing anything about others plays alone. */
const widest = 100

interface Guest {
  readonly mutant: Played
  /** The cases that show it. */
  readonly own: ReadonlySet<string>
  /** The cases that it changes, or keeps from being played. */
  readonly spoils: ReadonlySet<string>
}

/**
 * Mutants that can play all cases together, as one peer with the faults of all: of one variant and version, and no two
 * that trip the same criterion, so that each one's failures show that its fault is alive. Those that spoil each other's
 * cases sit apart as far as can be.
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

function kindOf({ variant, lwm2m = '1.1' }: Played): string {
  return JSON.stringify([variant, lwm2m])
}

/**
 * As few companies as hold all guests; each guest, those who spoil most first, where it clashes least. All of a company
 * are judged strictly where one is, so that those who need it sit together.
 */
function seated(guests: readonly Guest[], largest: number): Played[][] {
  const companies = Array.from({ length: Math.ceil(guests.length / largest) }, (): Guest[] => [])
  const strictFirst = guests.toSorted(
    (a, b) => Number(isStrict([b.mutant])) - Number(isStrict([a.mutant])) || b.spoils.size - a.spoils.size,
  )
  for (const guest of strictFirst) {
    const open = companies.filter(
      (company) => company.length < largest && company.every((other) => agree(guest.mutant, other.mutant)),
    )
    const clashes = (company: readonly Guest[]) => company.filter((other) => clash(guest, other)).length
    const strangers = (company: readonly Guest[]) =>
      Number(isStrict(company.map(({ mutant }) => mutant)) !== isStrict([guest.mutant]))
    const [best] = open.toSorted(
      (a, b) => clashes(a) - clashes(b) || strangers(a) - strangers(b) || a.length - b.length,
    )
    if (best === undefined) companies.push([guest])
    else best.push(guest)
  }
  return companies.map((company) => company.map(({ mutant }) => mutant))
}

/** Whether these are judged strictly when they play together. What a strict judge finds unharmed is so for any other. */
export function isStrict(mutants: readonly Played[]): boolean {
  return mutants.some(({ strict }) => strict === true)
}

function agree(mutant: Played, other: Played): boolean {
  return mutant.trips.every((trip) => !other.trips.includes(trip))
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
  played: ReadonlyMap<string, CaseRecord>,
  sound: ReadonlyMap<string, CaseRecord>,
): ReadonlyMap<string, CaseRecord> {
  return new Map([...played].filter(([id, record]) => isSame(record, sound.get(id))))
}

/**
 * Those of a company whose own failures show that their faults are at work: all that were judged, or, where others change
 * some of the same cases, all in the cases that nobody else does.
 */
export function aliveIn(
  company: readonly Played[],
  played: ReadonlyMap<string, CaseRecord>,
  cases: readonly TestCase[],
): readonly Played[] {
  const spoilers = new Map<string, number>()
  for (const id of company.flatMap((mutant) => [...spoiledBy(mutant, cases)]))
    spoilers.set(id, (spoilers.get(id) ?? 0) + 1)
  return company.filter(({ trips }) => {
    const judged = trips.filter((trip) => !isBarred(played.get(caseOf(trip))))
    const undisputed = judged.filter((trip) => spoilers.get(caseOf(trip)) === 1)
    const telling = undisputed.length > 0 ? undisputed : judged
    return telling.length > 0 && telling.every((trip) => isTripped(trip, played))
  })
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
