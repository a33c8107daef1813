import { companiesOf, partiesOf } from './company.ts'
import { type Found, type Party, Rounds, type RoundsOptions } from './rounds.ts'

/** So many faults at most in one peer, round by round; those who stay in doubt play alone. */
const sizes = [20, 5]

/**
 * Everyone plays all cases. Most mutants do so in company, as one peer with the faults of several. Where a company
 * changed what nobody of it names, or a fault of it did not show, those concerned play again in smaller company. What a
 * company did change is played again by parties of it, so that each member is seen without each other. Alone at last,
 * everyone plays its own cases, and those that nothing has been shown about.
 */
export async function playFull(options: RoundsOptions): Promise<Found> {
  const { playgrounds, cases } = options
  const rounds = new Rounds(options)
  let waiting = rounds.sound()
  let inDoubt = playgrounds.map((ground) => ({ ground, mutants: ground.mutants.map(({ facts }) => facts) }))
  const parties: Party[] = []
  for (const size of sizes) {
    const companies = inDoubt.flatMap(({ ground, mutants }) =>
      companiesOf(mutants, size, cases)
        .filter((members) => members.length > 1)
        .map((members) => rounds.party(ground, members)),
    )
    await rounds.play([...waiting, ...companies])
    const concluded = companies.map((company) => ({ ...company, ...rounds.conclude(company) }))
    inDoubt = playgrounds.map((ground) => ({
      ground,
      mutants: concluded.filter((company) => company.ground === ground).flatMap(({ doubtful }) => doubtful),
    }))
    waiting = concluded.flatMap(({ ground, members, doubtful, unharmed }) =>
      partiesOf(members.filter((member) => !doubtful.includes(member))).map((party) =>
        rounds.party(ground, party, ({ id }) => !unharmed.has(id)),
      ),
    )
    parties.push(...waiting)
  }
  await rounds.play(waiting)
  for (const party of parties) rounds.conclude(party)
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
