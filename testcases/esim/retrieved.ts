import { type Operations, type PackageFromEim, packageIn, type Scene } from '#testcase'

/** A package that the IPA asks for: it is queued while the mailbox takes nothing. Ends the case where it comes unasked. */
export async function retrieved(
  { ipa, cannotJudge }: Pick<Scene<string>, 'ipa' | 'cannotJudge'>,
  operations: Operations,
): Promise<PackageFromEim> {
  await ipa.isBusy(true)
  const queued = ipa.queues(operations)
  await queued.told
  const { eid } = ipa.card().euicc.options
  await ipa.says({ kind: 'getEimPackageRequest', value: { eidValue: eid } })
  const left = await queued.happens()
  if (packageIn(left)?.how === 'injected') cannotJudge('it leaves packages without being asked for them')
  return left
}
