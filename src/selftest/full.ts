import { closes } from '#conduct'
import { companiesOf, spoiledBy } from './company.ts'
import type { Played, Playground } from './playground.ts'
import { type Found, type Party, Rounds, type RoundsOptions } from './rounds.ts'

/** So many faults at most in one peer; those whose faults did not show in a large company are seated in small ones. */
const sizes = [25, 20, 5]

/**
 * Everyone plays all cases. Most mutants do so in company, as one peer with the faults of several. A case that a company
 * changed is played again by those of it who do not say that they change it, and where it changes again, by half of
 * them, and half of those. Alone at last, everyone plays its own cases, and those that nothing has been shown about.
 */
export async function playFull(options: RoundsOptions): Promise<Found> {
  const { playgrounds, cases } = options
  const rounds = new Rounds(options)
  let inDoubt = playgrounds.map((ground) => ({ ground, mutants: ground.mutants.map(({ facts }) => facts) }))
  let waiting = rounds.sound()
  let parties: Party[] = []
  for (const size of sizes) {
    const companies = inDoubt.flatMap(({ ground, mutants }) =>
      companiesOf(mutants, size, cases)
        .filter((members) => members.length > 1)
        .map((members) => rounds.party(ground, members)),
    )
    await rounds.play([...waiting, ...parties, ...companies])
    waiting = []
    const concluded = companies.map((company) => ({ company, alive: rounds.alive(company) }))
    parties = [
      ...parties.flatMap((party) => halves(party, rounds)),
      ...concluded.flatMap(({ company, alive }) => unsuspected(company, alive, rounds)),
    ]
    inDoubt = playgrounds.map((ground) => ({
      ground,
      mutants: concluded
        .filter(({ company }) => company.ground === ground)
        .flatMap(({ company, alive }) => company.members.filter((member) => !alive.includes(member))),
    }))
  }
  while (parties.length > 0) {
    await rounds.play(parties)
    parties = parties.flatMap((party) => halves(party, rounds))
  }
  await rounds.play(
    playgrounds.flatMap((ground) =>
      ground.mutants.map(({ facts: mutant }) => {
        const shown = rounds.found(ground.chair, mutant.id, mutant.lwm2m ?? '1.1')
        return rounds.party(ground, [mutant], ({ id }) => !shown.has(id))
      }),
    ),
  )
  return rounds.found
}

/**
 * For each case that a company changed, those of it whom nothing but their company speaks against. A fault that showed in
 * the company shows in a part of it, too.
 */
function unsuspected(company: Party, alive: readonly Played[], rounds: Rounds): Party[] {
  const { ground } = company
  const { cases } = rounds.options
  const spoiled = new Map(alive.map((mutant) => [mutant, spoiledBy(mutant, cases)]))
  const without = (id: string) => alive.filter((mutant) => spoiled.get(mutant)?.has(id) === false)
  const changed = rounds.conclude(company, alive)
  const groups = new Map<string, { readonly members: readonly Played[]; readonly ids: Set<string> }>()
  for (const id of changed) {
    const members = without(id)
    const name = members.map((member) => member.id).join()
    const group = groups.get(name) ?? { members, ids: new Set() }
    groups.set(name, group)
    group.ids.add(id)
  }
  for (const { members, ids } of groups.values()) {
    if (!endsWithWhatWasSaid(ids, rounds)) continue
    for (const id of changed)
      if (members.every((mutant) => spoiled.get(mutant)?.has(id) === false)) ids.add(id)
  }
  return severals([...groups.values()].map(({ members, ids }) => partyOf(ground, members, ids, rounds)))
}

/** For the cases that a party changed: each half of it. */
function halves(party: Party, rounds: Rounds): Party[] {
  const { ground, members } = party
  const changed = new Set(rounds.conclude(party))
  if (changed.size === 0) return []
  const ids = endsWithWhatWasSaid(changed, rounds) ? new Set(party.cases) : changed
  const middle = Math.ceil(members.length / 2)
  const parts = [members.slice(0, middle), members.slice(middle)]
  return severals(parts.map((part) => partyOf(ground, part, ids, rounds)))
}

/** Whether a case looks back on what was said in others, so that it needs them beside it. */
function endsWithWhatWasSaid(ids: ReadonlySet<string>, { options }: Rounds): boolean {
  return options.cases.some((testCase) => ids.has(testCase.id) && closes(testCase))
}

function partyOf(
  ground: Playground,
  members: readonly Played[],
  ids: ReadonlySet<string>,
  rounds: Rounds,
): Party {
  return rounds.party(ground, members, ({ id }) => ids.has(id))
}

/** Whoever is left plays alone in the end. */
function severals(parties: readonly Party[]): Party[] {
  return parties.filter(({ members }) => members.length > 1)
}
