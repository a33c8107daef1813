import type { Session } from './session.ts'

/** Waits for a Client whose connection or association ended; it is told to register where somebody can tell it. */
export async function comesBack({ inbox, patience, upperTester }: Session): Promise<void> {
  const since = inbox.end
  const back = (ms: number) =>
    inbox.find(({ kind }) => (kind === 'register' || kind === 'update' ? true : undefined), since, ms)
  if ((await back(patience.reaction * 1000)) !== undefined) return
  if (upperTester?.can('register') === true) await upperTester.perform({ verb: 'register' })
  if ((await back(patience.arrival * 1000)) === undefined) throw new Error('the Client did not connect again')
}
