import type { CaseRecord, ChairName } from '#record'
import { runRecord } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import type { CriterionDefinition, TestCase } from '#testcase'
import type { CriterionId } from './mutant.ts'
import { playgrounds as ours, type Player, type Playground } from './playground.ts'

export interface SelfTestOptions {
  readonly registry: Registry
  readonly cases: readonly TestCase[]
  /** Every mutant plays all cases; otherwise those whose criteria it is to trip. */
  readonly full?: boolean
  readonly seed?: string
  readonly onProgress?: (progress: SelfTestProgress) => void
  /** Default: every chair there is. */
  readonly playgrounds?: readonly Playground[]
}

export interface SelfTestProgress {
  readonly done: number
  readonly total: number
  /** What is played next. */
  readonly next: string
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
  readonly from: string | null
  readonly chair: ChairName
  readonly lwm2m: EnablerVersion
  readonly trips: readonly CriterionId[]
  readonly tripped: readonly CriterionId[]
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

type Records = ReadonlyMap<string, CaseRecord>

const versions: readonly EnablerVersion[] = ['1.0', '1.1', '1.2']

/**
 * Judges the judge in simulated time: sound peers must pass every case, each mutant must fail exactly the criteria it
 * names, and every criterion must have a mutant that fails it.
 */
export async function selfTest(options: SelfTestOptions): Promise<SelfTestResult> {
  const { full = false, seed = '1', playgrounds = ours } = options
  const result = { sound: [] as SoundRow[], mutants: [] as MutantRow[], criteria: [] as CriterionRow[] }
  const complaints: string[] = []
  const steps = playgrounds.flatMap(({ variants, mutants }) => [...versions, ...variants, ...mutants])
  let done = 0
  const next = (text: string): void => options.onProgress?.({ done: done++, total: steps.length, next: text })
  for (const ground of playgrounds) {
    const judged = options.cases.filter(({ judges }) => judges.includes(ground.chair))
    const world = (lwm2m: EnablerVersion, cases: readonly TestCase[], strict?: true) => ({
      registry: options.registry,
      cases: cases.filter(({ editions }) => editions.includes(lwm2m)),
      lwm2m,
      seed,
      ...(strict === undefined ? {} : { strict }),
    })
    const reference = new Map<EnablerVersion, Records>()
    for (const lwm2m of versions) {
      next(`sound ${ground.chair}, ${lwm2m}`)
      const records = recordsOf(await ground.sound(world(lwm2m, judged)))
      reference.set(lwm2m, records)
      result.sound.push(soundRow(ground.chair, 'reference', lwm2m, records))
    }
    for (const { facts, play } of ground.variants) {
      const { id, lwm2m = '1.1', strict } = facts
      next(`${id}: ${facts.title}`)
      result.sound.push(
        soundRow(ground.chair, id, lwm2m, recordsOf(await play(world(lwm2m, judged, strict)))),
      )
    }
    for (const { facts, play } of ground.mutants) {
      const { id, title, from = null, lwm2m = '1.1', strict, trips } = facts
      next(`${id}: ${title}`)
      const own = judged.filter((testCase) => trips.some((trip) => caseOf(trip) === testCase.id))
      const played = recordsOf(await play(world(lwm2m, full ? judged : own, strict)))
      const tripped = failuresIn(played)
      result.mutants.push({ id, title, from, chair: ground.chair, lwm2m, trips, tripped })
      complaints.push(...complaintsOf({ facts, play }, played, reference.get(lwm2m)!))
    }
    result.criteria.push(...criteriaOf(ground, judged))
    complaints.push(...unknownTrips(ground, judged), ...twins(ground))
  }
  return {
    full,
    seed,
    ...result,
    complaints: [...result.sound.flatMap(unsound), ...complaints, ...result.criteria.flatMap(untripped)],
  }
}

function recordsOf(events: Parameters<typeof runRecord>[0]): Records {
  return new Map(runRecord(events).cases.map((record) => [record.id, record]))
}

function caseOf(criterion: CriterionId): string {
  return criterion.slice(0, criterion.lastIndexOf(' '))
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
  return [...records.values()].flatMap(({ id, criteria }) =>
    criteria
      .filter(({ verdict }) => verdict === 'FAIL')
      .map(({ letter }): CriterionId => `${id} ${letter}`)
      .toSorted(),
  )
}

/** Where a mutant did something else than it says, beside what its failures bring with them. */
function complaintsOf({ facts: { id, trips } }: Player, played: Records, sound: Records): string[] {
  const tripped = failuresIn(played)
  const missed = trips.filter((trip) => !tripped.includes(trip))
  const beyond = tripped.filter((trip) => !trips.includes(trip))
  return [
    ...(trips.length === 0 ? [`mutant ${id} trips nothing: name what it breaks, or drop it`] : []),
    ...missed.map((trip) => `mutant ${id} does not trip ${trip}: ${fate(played.get(caseOf(trip)))}`),
    ...beyond.map(
      (trip) => `mutant ${id} trips ${trip}, which it does not name: ${fate(played.get(caseOf(trip)))}`,
    ),
    ...[...played.values()].flatMap((record) => changes(id, record, sound.get(record.id), played)),
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

/** Not begun, since a case that it depends on failed. */
function isForegone({ outcome, reason }: CaseRecord, played: Records): boolean {
  const match = /^depends on (.+)$/.exec(reason)
  return outcome === 'could-not-run' && match !== null && played.get(match[1]!)?.verdict === 'FAIL'
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

/** A MAY, and a rule that nobody could verify yet, only bring observations. */
function canFail({ level, unverified }: CriterionDefinition): boolean {
  return level !== 'MAY' && unverified === undefined
}

function untripped({ chair, id, text, mutants }: CriterionRow): string[] {
  return mutants.length > 0 ? [] : [`no mutant of the ${chair} trips ${id} (${text}): write one`]
}

/** Trips that name no criterion of this chair in the version that the mutant plays. */
function unknownTrips({ chair, mutants }: Playground, cases: readonly TestCase[]): string[] {
  return mutants.flatMap(({ facts: { id, trips, lwm2m = '1.1' } }) =>
    trips
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
