import type { AccessEntry, Scene } from '#testcase'

/** Both Servers have an account on the Client; one that has room for a single Server is not judged. */
export async function joinsBoth(
  { second, doesNotApply }: Scene<string>,
  entries?: readonly AccessEntry[],
): Promise<void> {
  const refusal = await second.joins(entries)
  if (refusal !== undefined) doesNotApply(`it refuses a second Server account with ${refusal}`, null)
}
