import { type CaseRecord, type ChairName, type JournalEvent, runRecord } from '#record'
import type { EnablerVersion, Registry } from '#registry'
import type { TestCase } from '#testcase'
import type { Playground } from './playground.ts'
import type { WorldOptions } from './world.ts'

/** One peer to be judged by some cases; plain data, so that another thread can play it. */
export interface Match {
  readonly chair: ChairName
  /** `reference`, or the id of a variant or mutant; of several mutants, one peer has the faults of all. */
  readonly peers: readonly string[]
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
  { chair, peers, cases, ...options }: Match,
  hall: Hall,
): Promise<readonly CaseRecord[]> {
  const ground = hall.playgrounds.find((candidate) => candidate.chair === chair)
  if (ground === undefined) throw new Error(`no playground judges the ${chair}`)
  const wanted = new Set(cases)
  const picked = hall.cases.filter(({ id }) => wanted.has(id))
  const world = { ...options, terse: true, registry: hall.registry, cases: picked }
  return runRecord(await playing(ground, peers, world)).cases
}

function playing(
  ground: Playground,
  peers: readonly string[],
  world: WorldOptions,
): Promise<readonly JournalEvent[]> {
  const [peer] = peers
  if (peers.length > 1) return ground.playTogether(peers, world)
  if (peer === 'reference') return ground.sound(world)
  const player = [...ground.variants, ...ground.mutants].find(({ facts }) => facts.id === peer)
  if (player === undefined) throw new Error(`the playground of the ${ground.chair} has no ${peer}`)
  return player.play(world)
}
