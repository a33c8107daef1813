import { expect, it } from 'vitest'
import { loadCatalogue } from '#conduct'
import { playgrounds } from './playground.ts'

const { fieldBugs } = await loadCatalogue()

it('a mutant taken from a field bug trips a criterion that the table names for it', () => {
  const by = new Map(fieldBugs.map((bug) => [bug.id, bug.by]))
  const strange = playgrounds.flatMap(({ chair, mutants }) =>
    mutants.flatMap(({ facts: { id, from = [], trips } }) =>
      [from]
        .flat()
        .flatMap((bug) =>
          trips.some((criterion) => by.get(bug)?.includes(criterion))
            ? []
            : [
                `${chair} ${id}: ${bug} is caught by ${by.get(bug)?.join(', ')}, and it trips ${trips.join(', ')}`,
              ],
        ),
    ),
  )
  expect(strange).toEqual([])
})
