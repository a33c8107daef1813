import type { AccessEntry, Scene } from '#testcase'

/**
 * Both Servers have an account on the Client; one that has room for a single Server is not judged.
 * @param order Registration Priority Order (/1/x/13) of the first and of the second
 */
export async function joinsBoth(
  { second, doesNotApply }: Scene<string>,
  entries?: readonly AccessEntry[],
  order?: readonly [number, number],
): Promise<void> {
  const refusal = await second.joins(entries, order)
  if (refusal !== undefined) doesNotApply(`it refuses a second Server account with ${refusal}`, null)
}
