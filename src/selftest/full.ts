import { closes } from '#conduct'
import { companiesOf, spoiledBy } from './company.ts'
import type { Played, Playground } from './playground.ts'
import { type Found, inRounds, type Party, type Rounds, type RoundsOptions } from './rounds.ts'

/** So many faults at most in one peer. */
const largest = 200

/** More than so many play twice, since faults that do the same thing in their own ways hide each other. */
const few = 50

/**
 * Everyone plays all cases. What a mutant does not say that it changes it plays in company, as one peer with the faults of
 * many: each case is played by all of a company who do not say that they change it, in both orders, so that a fault that
 * never asks what is below it hides others only once. Where they change it all the same, it is played by each half of
 * them, and half of those. Alone at last, everyone plays its own cases, those that nobody in a half was left to share with
 * it, and those that nothing has been shown about.
 *
 * What this shows, and what not: a case that ends twice as with the sound peer was changed by none of the faults, unless
 * one hid another both times. Of 288 faults that were put among their company, one at a time, in a case that they do
 * change, 3 were hidden both times; 10 of 289 were in the first order.
 *
 * A company begins each case, or the cases that nobody in it changes, anew: what a fault leaves behind from its own cases
 * is only seen in those of them that come after, and in the cases that close a run, with which everyone ends. Those who
 * change a case that closes a run are a company of their own, which ends with none that any of them changes.
 */
export async function playFull(options: RoundsOptions): Promise<Found> {
  const { playgrounds, cases } = options
  const all = playgrounds.flatMap((ground) => ground.mutants.map(({ facts }) => ({ ground, mutant: facts })))
  const spoiled = new Map(all.map(({ mutant }) => [mutant, spoiledBy(mutant, cases)]))
  const leftAlone = new Map<Played, Set<string>>()
  return inRounds(options, async (rounds) => {
    const hall = { rounds, spoiled, closing: cases.filter(closes).map(({ id }) => id) }
    let parties = playgrounds.flatMap((ground) => {
      const mutants = ground.mutants.map(({ facts }) => facts)
      return companiesOf(mutants, largest, cases).flatMap((company) => apart(ground, company, hall))
    })
    await rounds.play([...rounds.sound(), ...parties])
    while (parties.length > 0) {
      const parts = parties.flatMap((party) => halves(party, hall))
      for (const { members, cases: ids } of parts.filter(isLone))
        for (const mutant of members)
          leftAlone.set(mutant, new Set([...(leftAlone.get(mutant) ?? []), ...ids]))
      parties = parts.filter((party) => !isLone(party))
      await rounds.play(parties)
    }
    await rounds.play(
      all.map(({ ground, mutant }) => {
        const shown = rounds.found(ground.chair, mutant.id, mutant.lwm2m ?? '1.1')
        const isLeft = (id: string) => !shown.has(id) || leftAlone.get(mutant)?.has(id) === true
        return rounds.party(ground, [mutant], (testCase) => closes(testCase) || isLeft(testCase.id))
      }),
    )
  })
}

/** What all parties have in common. */
interface Hall {
  readonly rounds: Rounds
  /** What each mutant says it changes, and the cases that are not begun when those fail. */
  readonly spoiled: ReadonlyMap<Played, ReadonlySet<string>>
  /** The cases that look back on what was said in the others. */
  readonly closing: readonly string[]
}

function isLone({ members }: Party): boolean {
  return members.length === 1
}

/** For each case, those of a company who do not say that they change it; cases that have the same are played in turn. */
function apart(ground: Playground, company: readonly Played[], hall: Hall): Party[] {
  const { rounds, spoiled, closing } = hall
  const groups = new Map<string, { readonly members: readonly Played[]; readonly ids: Set<string> }>()
  for (const { id } of rounds.options.cases.filter((testCase) => !closing.includes(testCase.id))) {
    const members = company.filter((mutant) => spoiled.get(mutant)?.has(id) === false)
    const name = members.map((member) => member.id).join()
    const group = groups.get(name) ?? { members, ids: new Set() }
    groups.set(name, group)
    group.ids.add(id)
  }
  return [...groups.values()]
    .filter(({ members }) => members.length > 1)
    .flatMap(({ members, ids }) => {
      const again = members.length > few ? [members.toReversed()] : []
      return [
        ...partiesOf(ground, [members], ids, hall),
        // What looks back on all that was said has looked once.
        ...partiesOf(ground, again, ids, { ...hall, closing: [] }),
      ]
    })
}

/** For the cases that a party changed: each half of it. */
function halves(party: Party, hall: Hall): Party[] {
  const { ground, members } = party
  const changed = hall.rounds.conclude(party)
  const middle = Math.ceil(members.length / 2)
  return changed.length === 0
    ? []
    : partiesOf(ground, [members.slice(0, middle), members.slice(middle)], new Set(changed), hall)
}

/** Each ends with what looks back on all that was said, unless one of it says that it changes that. */
function partiesOf(
  ground: Playground,
  parts: readonly (readonly Played[])[],
  ids: ReadonlySet<string>,
  { rounds, spoiled, closing }: Hall,
): Party[] {
  return parts
    .map((members) => {
      const ends = closing.filter((id) => members.every((mutant) => spoiled.get(mutant)?.has(id) === false))
      return rounds.party(ground, members, ({ id }) => ids.has(id) || ends.includes(id))
    })
    .filter((party) => party.cases.some((id) => ids.has(id)))
}
