import { type CaseRecord, type ChairName, runRecord } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import type { TestCase } from '#testcase'
import type { Playground } from './playground.ts'

/** One peer to be judged by some cases; plain data, so that another thread can play it. */
export interface Match {
  readonly chair: ChairName
  /** `reference`, or the id of a variant or mutant. */
  readonly peer: string
  /** What it does, for those who watch. */
  readonly title: string
  readonly lwm2m: EnablerVersion
  readonly strict: boolean
  readonly seed: string
  /** Ids of the cases. */
  readonly cases: readonly string[]
}

/** What matches are played with. */
export interface Hall {
  readonly registry: Registry
  readonly cases: readonly TestCase[]
  readonly playgrounds: readonly Playground[]
}

/** Plays a match in simulated time; resolves with what each case found. */
export async function playMatch(
  { chair, peer, cases, ...world }: Match,
  hall: Hall,
): Promise<readonly CaseRecord[]> {
  const ground = hall.playgrounds.find((candidate) => candidate.chair === chair)
  if (ground === undefined) throw new Error(`no playground judges the ${chair}`)
  const play =
    peer === 'reference'
      ? ground.sound
      : [...ground.variants, ...ground.mutants].find(({ facts }) => facts.id === peer)?.play
  if (play === undefined) throw new Error(`the playground of the ${chair} has no ${peer}`)
  const picked = hall.cases.filter(({ id }) => cases.includes(id))
  return runRecord(await play({ ...world, registry: hall.registry, cases: picked })).cases
}
