import { closes } from '#conduct'
import type { CaseRecord, ChairName } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import type { TestCase } from '#testcase'
import { caseOf, isStrict, touchedBy, unharmed } from './company.ts'
import type { Match } from './match.ts'
import type { Played, Playground } from './playground.ts'
import { Tournament } from './tournament.ts'

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

/** A peer and the cases it is to play: a sound one, a mutant, or several mutants in one. */
export interface Party {
  readonly ground: Playground
  readonly members: readonly Played[]
  readonly lwm2m: EnablerVersion
  readonly cases: readonly string[]
}

/** Sound peers play all cases, each mutant those that it says it changes. */
export async function playOwn(options: RoundsOptions): Promise<Found> {
  return inRounds(options, (rounds) =>
    rounds.play([
      ...rounds.sound(),
      ...options.playgrounds.flatMap((ground) =>
        ground.mutants.map(({ facts }) => rounds.party(ground, [facts], ownCases(facts))),
      ),
    ]),
  )
}

function ownCases({ trips }: Played): (testCase: TestCase) => boolean {
  const own = new Set(trips.map(caseOf))
  return ({ id }) => own.has(id)
}

/** Plays some rounds; resolves with what they found. */
export async function inRounds(
  options: RoundsOptions,
  play: (rounds: Rounds) => Promise<void>,
): Promise<Found> {
  const rounds = new Rounds(options)
  try {
    await play(rounds)
  } finally {
    await rounds.close()
  }
  return rounds.found
}

/** Parties that play one after the other, and what was found. */
export class Rounds {
  readonly #found = new Map<string, Map<string, CaseRecord>>()
  readonly #together = new WeakMap<Party, readonly CaseRecord[]>()
  readonly #tournament: Tournament
  #done = 0
  #total = 0

  constructor(readonly options: RoundsOptions) {
    this.#tournament = new Tournament(options, options.threads)
  }

  close(): Promise<void> {
    return this.#tournament.close()
  }

  readonly found: Found = (chair, peer, lwm2m) => this.#found.get(keyOf(chair, peer, lwm2m)) ?? new Map()

  /** The sound peers of every chair, each with all cases. */
  sound(): Party[] {
    return this.options.playgrounds.flatMap((ground) => [
      ...versions.map((lwm2m) =>
        this.party(ground, [{ id: reference, title: `sound ${ground.chair}, ${lwm2m}`, lwm2m, trips: [] }]),
      ),
      ...ground.variants.map(({ facts }) => this.party(ground, [facts])),
    ])
  }

  /** @param plays picks the cases; default: all that judge the chair in its version */
  party(
    ground: Playground,
    members: readonly Played[],
    plays: (testCase: TestCase) => boolean = () => true,
  ): Party {
    const [first] = members
    const lwm2m = first?.lwm2m ?? '1.1'
    const variant = ground.variants.find(({ facts: { id } }) => id === (first?.variant ?? first?.id))?.facts
    const named = variant?.isNarrow && namedBy(ground, variant)
    const cases = this.options.cases.filter(
      (testCase) =>
        testCase.judges.includes(ground.chair) &&
        testCase.editions.includes(lwm2m) &&
        plays(testCase) &&
        (named === undefined || named.has(testCase.id) || needs(testCase, variant)) &&
        (variant?.area === undefined || testCase.area === variant.area),
    )
    return { ground, members, lwm2m, cases: cases.map(({ id }) => id) }
  }

  /** Plays all, those with most cases first, so that no thread is left with a long one when others are done. */
  async play(parties: readonly Party[]): Promise<void> {
    const inTurn = parties.toSorted((a, b) => b.cases.length - a.cases.length)
    const matches = inTurn.map((party) => this.#match(party))
    this.#total += matches.length
    const { onProgress } = this.options
    const begins = ({ title }: Match) => onProgress({ done: this.#done++, total: this.#total, next: title })
    const played = await this.#tournament.play(matches, begins)
    for (const [index, party] of inTurn.entries()) {
      const { ground, members, lwm2m } = party
      const [alone, ...others] = members
      if (alone === undefined || others.length > 0) this.#together.set(party, played[index]!)
      else this.#add(keyOf(ground.chair, alone.id, lwm2m), played[index]!)
    }
  }

  /**
   * Keeps what several mutants have shown by playing together: that none of them changes a case that ended as with the
   * sound peer. Gives the other cases; all, where what looks back on them ended otherwise.
   */
  conclude(party: Party): readonly string[] {
    const { ground, members, lwm2m, cases } = party
    const { chair } = ground
    const sound = this.found(chair, members[0]?.variant ?? reference, lwm2m)
    const shown = unharmed(this.#together.get(party) ?? [], sound)
    const changed = cases.filter((id) => !shown.has(id))
    if (this.options.cases.some((testCase) => closes(testCase) && changed.includes(testCase.id))) return cases
    for (const mutant of members) this.#add(keyOf(chair, mutant.id, lwm2m), shown.values())
    return changed
  }

  #match({ ground, members, lwm2m, cases }: Party): Match {
    return {
      chair: ground.chair,
      peers: members.map(({ id }) => id),
      title: members.map(({ id, title }) => `${id}: ${title}`).join('; '),
      lwm2m,
      strict: isStrict(members),
      seed: this.options.seed,
      cases,
    }
  }

  #add(key: string, records: Iterable<CaseRecord>): void {
    const all = this.#found.get(key) ?? new Map<string, CaseRecord>()
    for (const record of records) all.set(record.id, record)
    this.#found.set(key, all)
  }
}

/** The cases that the mutants of a variant say they change. */
function namedBy({ mutants }: Playground, { id }: Played): ReadonlySet<string> {
  return new Set(mutants.flatMap(({ facts }) => (facts.variant === id ? [...touchedBy(facts)] : [])))
}

/** Whether a case is about what secures a variant, or, where nothing does, about what carries it. */
function needs({ channel, transport }: TestCase, variant: Played | undefined): boolean {
  return variant?.channel === undefined
    ? transport !== undefined && transport.only === variant?.transport
    : [channel?.only].flat().includes(variant.channel)
}

function keyOf(chair: ChairName, peer: string, lwm2m: EnablerVersion): string {
  return `${chair} ${peer} ${lwm2m}`
}
