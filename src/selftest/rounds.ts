import type { CaseRecord, ChairName } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import type { TestCase } from '#testcase'
import { caseOf, companiesOf, shownBy, touchedBy } from './company.ts'
import type { Match } from './match.ts'
import type { Played, Playground } from './playground.ts'
import { playAll } from './tournament.ts'

/** What every case found with one peer, by case. */
export type Records = ReadonlyMap<string, CaseRecord>

export interface RoundsOptions {
  readonly registry: Registry
  readonly cases: readonly TestCase[]
  readonly playgrounds: readonly Playground[]
  readonly seed: string
  readonly threads: number
  readonly onProgress: (progress: SelfTestProgress) => void
}

export interface SelfTestProgress {
  readonly done: number
  /** Of the matches that are known to be needed; more may follow. */
  readonly total: number
  /** What is played next. */
  readonly next: string
}

/** Finds what was found with a peer: `reference`, or the id of a variant or mutant. */
export type Found = (chair: ChairName, peer: string, lwm2m: EnablerVersion) => Records

export const reference = 'reference'
export const versions: readonly EnablerVersion[] = ['1.0', '1.1', '1.2']

/** Sound peers play all cases, each mutant those that it says it changes. */
export async function playOwn(options: RoundsOptions): Promise<Found> {
  const rounds = new Rounds(options)
  await rounds.play(
    options.playgrounds.flatMap((ground) => [
      ...rounds.sound(ground),
      ...ground.mutants.map(({ facts }) => rounds.match(ground, [facts], ownCases(facts))),
    ]),
  )
  return rounds.found
}

/** So many faults at most in one peer, round by round; those who stay in doubt play alone in the last. */
const sizes = [12, 4, 1]

/**
 * Everyone plays all cases. Most mutants do so in company, as one peer with the faults of several. Where a company
 * changed what nobody of it names, or a fault of it did not show, those concerned play again in smaller company, at last
 * alone. Whoever played in company then plays alone its own cases, and those that the others may have spoiled.
 */
export async function playFull(options: RoundsOptions): Promise<Found> {
  const rounds = new Rounds(options)
  await rounds.play(options.playgrounds.flatMap((ground) => rounds.sound(ground)))
  const alone: Match[] = []
  let inDoubt = new Map(
    options.playgrounds.map((ground) => [ground, ground.mutants.map(({ facts }) => facts)]),
  )
  for (const size of sizes) {
    const parties = [...inDoubt].flatMap(([ground, mutants]) =>
      companiesOf(mutants, size, options.cases).map((company) => ({ ground, company })),
    )
    await rounds.play(parties.map(({ ground, company }) => rounds.match(ground, company)))
    inDoubt = new Map(options.playgrounds.map((ground) => [ground, []]))
    for (const { ground, company } of parties.filter((party) => party.company.length > 1)) {
      const { unharmed, doubtful } = rounds.shown(ground, company)
      inDoubt.get(ground)?.push(...doubtful)
      for (const mutant of company.filter((one) => !doubtful.includes(one))) {
        rounds.keep(ground, mutant, unharmed)
        const isShown = (id: string) => unharmed.has(id) && !touchedBy(mutant).has(id)
        alone.push(rounds.match(ground, [mutant], ({ id }) => !isShown(id)))
      }
    }
  }
  await rounds.play(alone)
  return rounds.found
}

function ownCases({ trips }: Played): (testCase: TestCase) => boolean {
  const own = new Set(trips.map(caseOf))
  return ({ id }) => own.has(id)
}

/** Matches that follow on each other, and what they found. */
class Rounds {
  readonly #found = new Map<string, Map<string, CaseRecord>>()
  #done = 0
  #total = 0

  constructor(readonly options: RoundsOptions) {}

  readonly found: Found = (chair, peer, lwm2m) => this.#found.get(keyOf(chair, [peer], lwm2m)) ?? new Map()

  /** What playing in company has shown. */
  shown({ chair }: Playground, company: readonly Played[]): ReturnType<typeof shownBy> {
    const lwm2m = versionOf(company)
    const played =
      this.#found.get(
        keyOf(
          chair,
          company.map(({ id }) => id),
          lwm2m,
        ),
      ) ?? new Map()
    return shownBy(company, played, this.found(chair, company[0]?.variant ?? reference, lwm2m))
  }

  keep({ chair }: Playground, mutant: Played, records: Records): void {
    this.#add(keyOf(chair, [mutant.id], versionOf([mutant])), records.values())
  }

  sound(ground: Playground): Match[] {
    return [
      ...versions.map((lwm2m) =>
        this.match(ground, [{ id: reference, title: `sound ${ground.chair}, ${lwm2m}`, lwm2m, trips: [] }]),
      ),
      ...ground.variants.map(({ facts }) => this.match(ground, [facts])),
    ]
  }

  match(
    { chair }: Playground,
    peers: readonly Played[],
    plays: (testCase: TestCase) => boolean = () => true,
  ): Match {
    const lwm2m = versionOf(peers)
    const cases = this.options.cases.filter(
      (testCase) => testCase.judges.includes(chair) && testCase.editions.includes(lwm2m) && plays(testCase),
    )
    return {
      chair,
      peers: peers.map(({ id }) => id),
      title: peers.map(({ id, title }) => `${id}: ${title}`).join('; '),
      lwm2m,
      strict: peers[0]?.strict ?? false,
      seed: this.options.seed,
      cases: cases.map(({ id }) => id),
    }
  }

  async play(matches: readonly Match[]): Promise<void> {
    this.#total += matches.length
    const { onProgress, threads, ...hall } = this.options
    const begins = ({ title }: Match) => onProgress({ done: this.#done++, total: this.#total, next: title })
    const played = await playAll(matches, hall, { threads, begins })
    for (const [index, { chair, peers, lwm2m }] of matches.entries())
      this.#add(keyOf(chair, peers, lwm2m), played[index]!)
  }

  /** What is found later counts. */
  #add(key: string, records: Iterable<CaseRecord>): void {
    const all = this.#found.get(key) ?? new Map<string, CaseRecord>()
    for (const record of records) all.set(record.id, record)
    this.#found.set(key, all)
  }
}

function versionOf([first]: readonly Played[]): EnablerVersion {
  return first?.lwm2m ?? '1.1'
}

function keyOf(chair: ChairName, peers: readonly string[], lwm2m: EnablerVersion): string {
  return `${chair} ${peers.join('+')} ${lwm2m}`
}
