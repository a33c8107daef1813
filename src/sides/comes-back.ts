import type { Session } from './session.ts'

/** Waits for a Register or Update from an inbox position on, as long as a Client takes to act; whether it came. */
export async function isBack({ inbox, patience }: Session, since: number): Promise<boolean> {
  const found = await inbox.find(comes, since, patience.reaction * 1000)
  return found !== undefined
}

const comes = ({ kind }: { readonly kind: string }): true | undefined =>
  kind === 'register' || kind === 'update' ? true : undefined

/** Waits for a Client whose connection or association ended; it is told to register where somebody can tell it. */
export async function comesBack(session: Session): Promise<void> {
  const { inbox, patience, upperTester } = session
  const since = inbox.end
  if (await isBack(session, since)) return
  if (upperTester?.can('register') === true) await upperTester.perform({ verb: 'register' })
  if ((await inbox.find(comes, since, patience.arrival * 1000)) === undefined)
    throw new Error('the Client did not connect again')
}
