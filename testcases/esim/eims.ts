import { type Check, check, type Eco, type EimSeat, packageResults, type Told } from '#testcase'

/** The eIM that cases add. */
export const otherId = 'second.invalid'

/** The first result in a message, where it tells of an eIM that was added. */
export function addedIn(message: Told['message']) {
  const [first] = packageResults(message) ?? []
  return first?.kind === 'addEimResult' ? first.value : undefined
}

/** The list has all of these eIMs. */
export function listsEims(...eimIds: readonly string[]): Check<Told> {
  return check(`the eIMs ${eimIds.join(', ')}`, ({ message }) => {
    const [first] = packageResults(message) ?? []
    if (first?.kind !== 'listEimResult' || first.value.kind !== 'eimIdList') return 'no list'
    const seen = first.value.value.map(({ eimId }) => eimId)
    return eimIds.every((eimId) => seen.includes(eimId)) ? undefined : seen.join(', ') || 'none'
  })
}

/** What the eIM is told of operations on eIMs; by default those of ours. */
export async function does(
  eim: EimSeat,
  eco: Eco,
  how = {},
): Promise<Awaited<ReturnType<EimSeat['carriesOut']>>['told']> {
  return (await eim.carriesOut({ eco: [eco] }, how)).told
}
