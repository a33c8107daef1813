import {
  type Answer,
  type Asked,
  accountPaths,
  type Check,
  check,
  code,
  type Moment,
  type Scene,
} from '#testcase'

/** How an account is secured. */
export interface Keys {
  /** Resource 2 of the Security object (Core 1.1.1 Appendix E.1). */
  readonly mode: number
  /** Resources of it that hold keys or certificates in this mode. */
  readonly held: readonly number[]
}

export const keysOf: { readonly [channel in 'psk' | 'x509']: Keys } = {
  psk: { mode: 0, held: [3, 5] },
  x509: { mode: 2, held: [3, 4, 5] },
}

type Judged<T> = (moment: Moment<T>, ...checks: readonly Check<T>[]) => Promise<T>
type Scenery = Pick<Scene<never>, 'cannotJudge'> & {
  readonly bootstrap: Pick<
    Scene<never>['bootstrap'],
    'account' | 'discovers' | 'finishes' | 'writes' | 'written'
  >
}

/** Our Bootstrap-Server gives the account of the run, and finishes. @param must holds the Client to what it answers */
export async function giveAccount({ bootstrap, cannotJudge }: Scenery, must: Judged<Answer>): Promise<void> {
  const account = bootstrap.account()
  const { links } = await bootstrap.discovers('/').answered.happens()
  const paths = accountPaths(links, account)
  const acts = [
    () => bootstrap.writes(paths.security, account.security),
    () => bootstrap.writes(paths.server, account.server),
    () => bootstrap.finishes(),
  ]
  for (const act of acts) {
    const { code: seen } = await must(act().answered, code('2.04'))
    if (seen !== '2.04') cannotJudge('the account was refused')
  }
}

/** The Bootstrap-Server under test gives an account with keys, and finishes. @param must holds it to both */
export async function accountIsGiven(
  { bootstrap, cannotJudge }: Scenery,
  { mode, held }: Keys,
  must: { readonly account: Judged<readonly Asked[]>; readonly finish: Judged<Asked> },
): Promise<void> {
  const account = bootstrap.account()
  const written = bootstrap.writes('/1', account.server)
  // Whatever is in it: what is missing is held against the criterion on keys.
  await bootstrap.writes('/0', {}).sent.happens()
  await must.finish(bootstrap.finishes().after(written.sent).sent)
  const modes = writtenTo(await bootstrap.written().happens(), 2)
  // Whoever provisions it by an upper tester cannot tell it about keys: that is a matter of the test set-up.
  if (!modes.includes(BigInt(mode)))
    cannotJudge(`it gives an account with Security Mode ${modes.join(', ')}: have it give one with ${mode}`)
  await must.account(bootstrap.written(), gives(held))
}

/** What was written to a resource of a Security instance other than the Bootstrap-Server's own. */
function writtenTo(writes: readonly Asked[], resource: number): readonly unknown[] {
  const nodes = writes.flatMap((write) => write.nodes).filter(({ path }) => path[0] === 0)
  const isOwn = (instance: number | undefined): boolean =>
    nodes.some(({ path, value }) => path[1] === instance && path[2] === 1 && value?.value === true)
  return nodes.filter(({ path }) => path[2] === resource && !isOwn(path[1])).map(({ value }) => value?.value)
}

const gives = (resources: readonly number[]): Check<readonly Asked[]> =>
  check(`something in /0/x/${resources.join(', /0/x/')}`, (writes) => {
    const isThere = (value: unknown): boolean => value instanceof Uint8Array && value.length > 0
    const empty = resources.filter((resource) => !writtenTo(writes, resource).some(isThere))
    return empty.length === 0 ? undefined : `nothing in /0/x/${empty.join(', /0/x/')}`
  })
