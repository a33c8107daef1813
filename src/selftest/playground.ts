import type { ChairName, JournalEvent } from '#record'
import type { Mutant } from './mutant.ts'
import { bootstrapMutants, bootstrapVariants } from './mutants/bootstrap/index.ts'
import { clientMutants, clientVariants } from './mutants/client/index.ts'
import { serverMutants, serverVariants } from './mutants/server/index.ts'
import { type Fault, judgeBootstrap, judgeClient, judgeServer, type WorldOptions } from './world.ts'

/** What is known of a peer that plays: a mutant, or a sound variant of the reference peer that trips nothing. */
export type Played = Omit<Mutant<never>, 'inject'>

/** A peer at its chair, ready to be judged. */
export interface Player {
  readonly facts: Played
  readonly play: (world: WorldOptions) => Promise<readonly JournalEvent[]>
}

/** One chair to judge in the simulated world: its sound reference peer, sound variants of it, and its mutants. */
export interface Playground {
  readonly chair: ChairName
  readonly sound: (world: WorldOptions) => Promise<readonly JournalEvent[]>
  /** Peers that are sound, too, but differently equipped. */
  readonly variants: readonly Player[]
  readonly mutants: readonly Player[]
  /** Plays one peer that has the faults of several mutants, which are of the same variant. */
  readonly playTogether: (mutants: readonly string[], world: WorldOptions) => Promise<readonly JournalEvent[]>
}

/** Brings a judge and the peers of one kind together. */
export function playground<Peer>(
  chair: ChairName,
  judge: (world: WorldOptions, fault?: Fault<Peer>) => Promise<readonly JournalEvent[]>,
  peers: { readonly variants: readonly Mutant<Peer>[]; readonly mutants: readonly Mutant<Peer>[] },
): Playground {
  const byId = new Map(peers.mutants.map((mutant) => [mutant.id, mutant]))
  const called = (id: string): Mutant<Peer> => {
    const found = byId.get(id)
    if (found === undefined) throw new Error(`there is no mutant ${id}`)
    return found
  }
  const play = (mutants: readonly Mutant<Peer>[], world: WorldOptions): Promise<readonly JournalEvent[]> => {
    const variant = peers.variants.find(({ id }) => id === mutants[0]?.variant)
    const transport = mutants[0]?.transport ?? variant?.transport ?? 'udp'
    const channel = mutants[0]?.channel ?? variant?.channel ?? 'nosec'
    const claims = mutants[0]?.claims ?? variant?.claims ?? []
    const ics = { items: Object.fromEntries(claims.map((item) => [item, true])) }
    return judge({ ...world, transport, channel, ics }, (peer) => {
      for (const { inject } of [...(variant === undefined ? [] : [variant]), ...mutants]) inject(peer)
    })
  }
  const player = (mutant: Mutant<Peer>): Player => {
    const { inject: _, ...facts } = mutant
    return { facts, play: (world) => play([mutant], world) }
  }
  return {
    chair,
    sound: (world) => judge(world),
    variants: peers.variants.map(player),
    mutants: peers.mutants.map(player),
    playTogether: (ids, world) => play(ids.map(called), world),
  }
}

/** Every chair that self-test judges. */
export const playgrounds: readonly Playground[] = [
  playground('client', judgeClient, { variants: clientVariants, mutants: clientMutants }),
  playground('server', judgeServer, { variants: serverVariants, mutants: serverMutants }),
  playground('bootstrap', judgeBootstrap, { variants: bootstrapVariants, mutants: bootstrapMutants }),
]
