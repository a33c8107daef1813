import type { CaseRecord, ChairName } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import { canFail, type TestCase } from '#testcase'
import { caseOf, failuresOf, isForegone } from './company.ts'
import { playFull } from './full.ts'
import type { CriterionId } from './mutant.ts'
import { playgrounds as ours, type Player, type Playground } from './playground.ts'
import { playOwn, type Records, reference, type SelfTestProgress, versions } from './rounds.ts'

export interface SelfTestOptions {
  readonly registry: Registry
  readonly cases: readonly TestCase[]
  /** Every mutant plays all cases; otherwise those whose criteria it is to trip. */
  readonly full?: boolean
  readonly seed?: string
  readonly onProgress?: (progress: SelfTestProgress) => void
  /**
   * Plays on so many threads, default 1. Threads play the cases and definitions that come with this package, so more
   * than one is for those alone.
   */
  readonly threads?: number
  /** Default: every chair there is. */
  readonly playgrounds?: readonly Playground[]
}

/** A sound peer and what it got. */
export interface SoundRow {
  readonly chair: ChairName
  /** `reference`, or the id of a variant. */
  readonly peer: string
  readonly lwm2m: EnablerVersion
  readonly passed: number
  readonly notApplicable: number
  /** Cases with another verdict; none where all is well. */
  readonly others: readonly { readonly id: string; readonly verdict: string; readonly reason: string }[]
}

/** A mutant, what it must trip and what it tripped. */
export interface MutantRow {
  readonly id: string
  readonly title: string
  readonly from: readonly string[]
  readonly chair: ChairName
  readonly lwm2m: EnablerVersion
  readonly trips: readonly CriterionId[]
  readonly tripped: readonly CriterionId[]
  /** It did what it says of itself, and nothing else. */
  readonly isAsNamed: boolean
}

/** A criterion and the mutants that are to trip it. */
export interface CriterionRow {
  readonly chair: ChairName
  readonly id: CriterionId
  readonly text: string
  readonly mutants: readonly string[]
}

/** What self-test found; plain JSON. */
export interface SelfTestResult {
  readonly full: boolean
  readonly seed: string
  readonly sound: readonly SoundRow[]
  readonly mutants: readonly MutantRow[]
  readonly criteria: readonly CriterionRow[]
  /** Why the judge cannot be trusted yet; empty when it can. */
  readonly complaints: readonly string[]
}

/**
 * Judges the judge in simulated time: sound peers must pass every case, each mutant must fail exactly the criteria it
 * names, and every criterion must have a mutant that fails it.
 */
export async function selfTest(options: SelfTestOptions): Promise<SelfTestResult> {
  const { registry, cases, full = false, seed = '1', playgrounds = ours, threads = 1 } = options
  const { onProgress = () => {} } = options
  const rounds = { registry, cases, playgrounds, seed, threads, onProgress }
  const found = await (full ? playFull(rounds) : playOwn(rounds))
  const sound: SoundRow[] = []
  const mutants: MutantRow[] = []
  const criteria: CriterionRow[] = []
  const complaints: string[] = []
  for (const ground of playgrounds) {
    const { chair } = ground
    const of = (peer: string, lwm2m: EnablerVersion): Records => found(chair, peer, lwm2m)
    for (const lwm2m of versions) sound.push(soundRow(chair, reference, lwm2m, of(reference, lwm2m)))
    for (const { facts } of ground.variants) {
      const { id, lwm2m = '1.1' } = facts
      sound.push(soundRow(chair, id, lwm2m, of(id, lwm2m)))
    }
    for (const player of ground.mutants) {
      const { id, title, from = [], lwm2m = '1.1', trips } = player.facts
      const records = of(id, lwm2m)
      const tripped = failuresIn(records)
      const faults = complaintsOf(player, records, of(player.facts.variant ?? reference, lwm2m))
      const isAsNamed = faults.length === 0
      mutants.push({ id, title, from: [from].flat(), chair, lwm2m, trips, tripped, isAsNamed })
      complaints.push(...faults)
    }
    const judged = cases.filter(({ judges }) => judges.includes(chair))
    criteria.push(...criteriaOf(ground, judged))
    complaints.push(...unknownTrips(ground, judged), ...twins(ground))
  }
  return {
    full,
    seed,
    sound,
    mutants,
    criteria,
    complaints: [...sound.flatMap(unsound), ...complaints, ...criteria.flatMap(untripped)],
  }
}

function soundRow(chair: ChairName, peer: string, lwm2m: EnablerVersion, records: Records): SoundRow {
  const all = [...records.values()]
  return {
    chair,
    peer,
    lwm2m,
    passed: all.filter(({ verdict }) => verdict === 'PASS').length,
    notApplicable: all.filter(({ verdict }) => verdict === 'NOT APPLICABLE').length,
    others: all
      .filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT APPLICABLE')
      .map((record) => ({ id: record.id, verdict: record.verdict, reason: whyNot(record) })),
  }
}

/** The reason of a verdict, with what was seen at the first criterion that failed. */
function whyNot({ reason, criteria }: CaseRecord): string {
  const failed = criteria.find(({ verdict }) => verdict === 'FAIL')
  return failed === undefined ? reason : `${failed.letter} expected ${failed.expected}, seen ${failed.seen}`
}

function unsound({ chair, peer, lwm2m, others }: SoundRow): string[] {
  return others.map(
    ({ id, verdict, reason }) =>
      `the sound ${chair} (${peer}, ${lwm2m}) gets ${verdict} in ${id}: ${reason}; mend the case or the peer`,
  )
}

function failuresIn(records: Records): CriterionId[] {
  return [...records.values()].flatMap(failuresOf)
}

/** Where a mutant did something else than it says, beside what its failures bring with them. */
function complaintsOf(
  { facts: { id, trips, mayTrip = [], unsettles = [] } }: Player,
  played: Records,
  sound: Records,
): string[] {
  const tripped = failuresIn(played)
  const missed = trips.filter((trip) => !tripped.includes(trip))
  const beyond = tripped.filter((trip) => !trips.includes(trip) && !mayTrip.includes(trip))
  return [
    ...(trips.length === 0 ? [`mutant ${id} trips nothing: name what it breaks, or drop it`] : []),
    ...missed.map((trip) => `mutant ${id} does not trip ${trip}: ${fate(played.get(caseOf(trip)))}`),
    ...beyond.map(
      (trip) => `mutant ${id} trips ${trip}, which it does not name: ${fate(played.get(caseOf(trip)))}`,
    ),
    ...[...played.values()].flatMap((record) => {
      const undecided =
        unsettles.includes(record.id) && ['INCONCLUSIVE', 'NOT APPLICABLE'].includes(record.verdict)
      return undecided ? [] : changes(id, record, sound.get(record.id), played)
    }),
  ]
}

function fate(record: CaseRecord | undefined): string {
  return record === undefined
    ? 'the case was not played'
    : `the case ended ${record.verdict} ${whyNot(record)}`.trimEnd()
}

/** What a mutant changed in a case, other than by criteria that failed. */
function changes(id: string, record: CaseRecord, sound: CaseRecord | undefined, played: Records): string[] {
  const failed = record.criteria.some(({ verdict }) => verdict === 'FAIL')
  const complaint = `mutant ${id} turns ${record.id} from ${sound?.verdict ?? 'nothing'} into ${record.verdict}: ${record.reason}`
  if (failed) {
    const other = record.criteria.find(
      ({ letter, verdict }) => verdict !== 'FAIL' && verdict !== verdictOf(sound, letter),
    )
    if (record.verdict !== 'FAIL') return [complaint]
    return other === undefined
      ? []
      : [`mutant ${id} turns ${record.id} ${other.letter} into ${other.verdict}: ${other.seen}`]
  }
  if (record.verdict === sound?.verdict || isForegone(record, played)) return []
  return [complaint]
}

/** A criterion that the sound peer was never held to passes where a mutant is. */
function verdictOf(sound: CaseRecord | undefined, letter: string): string {
  return sound?.criteria.find((criterion) => criterion.letter === letter)?.verdict ?? 'PASS'
}

function criteriaOf({ chair, mutants }: Playground, cases: readonly TestCase[]): CriterionRow[] {
  return cases.flatMap(({ id, criteria }) =>
    Object.entries(criteria)
      .filter(([, criterion]) => criterion.judged === chair && canFail(criterion))
      .map(([letter, { text }]): CriterionRow => {
        const name: CriterionId = `${id} ${letter}`
        const by = mutants.filter(({ facts }) => facts.trips.includes(name)).map(({ facts }) => facts.id)
        return { chair, id: name, text, mutants: by }
      }),
  )
}

function untripped({ chair, id, text, mutants }: CriterionRow): string[] {
  return mutants.length > 0 ? [] : [`no mutant of the ${chair} trips ${id} (${text}): write one`]
}

/** Trips that name no criterion of this chair in the version that the mutant plays. */
function unknownTrips({ chair, mutants }: Playground, cases: readonly TestCase[]): string[] {
  return mutants.flatMap(({ facts: { id, trips, mayTrip = [], lwm2m = '1.1' } }) =>
    [...trips, ...mayTrip]
      .filter((trip) => {
        const found = cases.find((testCase) => testCase.id === caseOf(trip))
        const letter = trip.slice(caseOf(trip).length + 1)
        return found?.criteria[letter]?.judged !== chair || !found.editions.includes(lwm2m)
      })
      .map((trip) => `mutant ${id} names ${trip}, which no case judges on a ${chair} of ${lwm2m}`),
  )
}

function twins({ mutants, variants }: Playground): string[] {
  const ids = [...variants, ...mutants].map(({ facts }) => facts.id)
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `two mutants are called ${id}: rename one`)
}
