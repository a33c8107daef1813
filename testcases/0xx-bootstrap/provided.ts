import { type Account, accountPaths, type Scene } from '#testcase'

/** Where an account was written. */
export interface Provided {
  readonly security: string
  readonly server: string
}

/** Our Bootstrap-Server looks where an account belongs, by default that of the run, and writes both halves. Finish is left to the case. */
export async function provide(
  bootstrap: Pick<Scene<never>['bootstrap'], 'account' | 'discovers' | 'writes'>,
  account: Account = bootstrap.account(),
): Promise<Provided> {
  const { links } = await bootstrap.discovers('/').answered.happens()
  const paths = accountPaths(links, account)
  await bootstrap.writes(paths.security, account.security).answered.happens()
  await bootstrap.writes(paths.server, account.server).answered.happens()
  return paths
}
