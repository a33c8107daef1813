import { accountPaths } from './bootstrap/tester.ts'
import type { Account, BootstrapChair, ClientChair, Registering, ServerChair } from './chairs.ts'
import { asksAgain } from './client/asks-again.ts'
import type { Awaited, Moment } from './moment.ts'
import type { Content } from './plain.ts'
import { sought } from './search.ts'
import { must2xx } from './server/undo.ts'
import type { Session } from './session.ts'
import type { Answer } from './views.ts'

/** What our two Servers, 1 and 2, may do with an instance (Core 1.1.1 Appendix E.3). */
export interface AccessEntry {
  readonly object: number
  /** 65535: the object as a whole, for Create. */
  readonly instance: number
  /** Short Server ID; default: 65535, nobody but the Bootstrap-Server. */
  readonly owner?: 1 | 2
  /** Bits, by Short Server ID; 0 for a Server that is not listed. */
  readonly rights: { readonly [server: number]: number }
}

/** A second Server of ours beside the first, for a Client that can have several. */
export interface SecondSeat {
  readonly server: ServerChair
  /** The Client registers at the second Server. */
  registers(): Awaited<Registering, Answer>
  /** How many Registers and Updates come to the second Server in the next so many seconds. */
  asksAgain(seconds: number): Moment<number>
  /**
   * Has the Client bootstrapped with accounts for both Servers, and afterwards with the first alone. Where it has Access
   * Control, /2/0 gives both rights on the Server instance, and `entries` follow as /2/1, /2/2 …; default: both may read,
   * write and execute on the Device. Resolves to the code of its refusal; undefined when it took them.
   * @param order Registration Priority Order (/1/x/13) of the first and of the second; default: none
   */
  joins(entries?: readonly AccessEntry[], order?: readonly [number, number]): Promise<string | undefined>
  /** Has the Client bootstrapped with the account of the first Server alone; resolves likewise. */
  leaves(): Promise<string | undefined>
}

export interface SecondFooting {
  readonly session: Session
  /** The second Server. */
  readonly server: ServerChair
  readonly client: ClientChair
  readonly bootstrap: BootstrapChair
  /** The account of the second Server. */
  readonly account: () => Account
  readonly hasAccessControl: () => boolean
}

/** Short Server IDs of our two Servers. */
const ids = [1, 2] as const
/** Read, Write and Execute (Core 1.1.1 Appendix E.3). */
const readWriteExecute = 7
const bootstrapAlone = 65535
const forBoth = Object.fromEntries(ids.map((id) => [id, readWriteExecute]))
const deviceForBoth: AccessEntry = { object: 3, instance: 0, rights: forBoth }

/** The accounts, with a Registration Priority Order each. */
function inOrder(accounts: readonly Account[], order: readonly number[]): Account[] {
  return accounts.map(({ security, server }, at) => ({
    security,
    server: { ...server, '13': order[at] ?? 0 },
  }))
}

/** Asked in a bootstrap, of a Client that has not registered yet. */
async function listsAccessControl(bootstrap: BootstrapChair): Promise<boolean> {
  const { links } = await bootstrap.discovers('/').answered.happens()
  return links.some(({ target }) => target === '/2' || target.startsWith('/2/'))
}

/** The second Server's seat. */
export function openSecond(footing: SecondFooting): SecondSeat {
  const { session, server, client, bootstrap } = footing

  /** A bootstrap with these accounts; what others left behind is deleted. Resolves to a refusal, if there was one. */
  async function bootstrapsWith(
    accounts: readonly Account[],
    entries: readonly AccessEntry[] = [],
  ): Promise<string | undefined> {
    await client.requestsBootstrap().answered.happens()
    const accessControl = footing.hasAccessControl() || (await listsAccessControl(bootstrap))
    for (const object of ['/0', '/1', ...(accessControl ? ['/2'] : [])])
      await must2xx(bootstrap.deletes(object), ['2.02', '4.04'])
    const codes: string[] = []
    const writes = async (path: string, content: Content): Promise<void> => {
      codes.push((await bootstrap.writes(path, content).answered.happens()).code)
    }
    const { links: left } = await bootstrap.discovers('/').answered.happens()
    const links = [...left]
    for (const account of accounts) {
      const paths = accountPaths(links, account)
      links.push(...Object.values(paths).map((target) => ({ target, attributes: [] })))
      await writes(paths.security, account.security)
      await writes(paths.server, account.server)
    }
    if (accessControl)
      for (const [at, { object, instance, owner, rights }] of entries.entries())
        await writes(`/2/${at}`, {
          ...{ '0': object, '1': instance, '3': owner ?? bootstrapAlone },
          ...Object.fromEntries(Object.entries(rights).map(([id, bits]) => [`2/${id}`, bits])),
        })
    codes.push((await bootstrap.finishes().answered.happens()).code)
    session.bootstrapDriven = false
    return codes.find((code) => code !== '2.04')
  }

  return {
    server,
    registers: () =>
      sought<Registering>(session.second ?? session, {
        what: 'a Register at the second Server',
        author: 'client',
        answeredBy: 'server',
        pick: ({ kind, asked, registration }) =>
          kind === 'register' && registration !== undefined ? { ...asked, registration } : undefined,
        seconds: session.patience.arrival,
      }),
    asksAgain: (seconds) => asksAgain(session.second ?? session, seconds),
    leaves: () => bootstrapsWith([bootstrap.account()]),
    async joins(entries = [deviceForBoth], order) {
      session.undo.push({
        text: 'leave the Client with the account of the first Server',
        run: async () => {
          const refusal = await bootstrapsWith([bootstrap.account()])
          if (refusal !== undefined)
            throw new Error(`the account of the first Server was refused with ${refusal}`)
          await client.registers().sent.happens()
        },
      })
      const all = [{ object: 1, instance: 0, rights: forBoth }, ...entries]
      const accounts = [bootstrap.account(), footing.account()]
      return bootstrapsWith(order === undefined ? accounts : inOrder(accounts, order), all)
    },
  }
}
