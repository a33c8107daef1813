import { uriOf } from '#coap'
import { type Address, sleep, type Timer } from '#net'
import type { Session } from '#sides'
import type { ServerRun } from './options.ts'
import type { Recorder } from './recorder.ts'
import type { Run } from './run.ts'

/** Milliseconds without any answer after which the user is told. */
const patience = 5000

/** Milliseconds between two attempts to reach what refuses connections. */
const pause = 1000

/**
 * Tells the user early when nothing comes back from what is judged: an address that is wrong takes minutes to show
 * otherwise. Nothing is decided by it: a platform that starts slowly has the time of its first exchange and of a ping.
 * @returns what ends the watch
 */
export function watchFirstContact(
  { environment, journal }: Run,
  { session, recorder }: { readonly session: Session; readonly recorder: Recorder },
  target: ServerRun['target'],
): () => void {
  const named = (at: readonly Address[]): string =>
    at.map((to) => uriOf(session.transport, to, session.isSecured)).join(' and ')
  const addresses = Object.values(target)
  const tell = async (): Promise<void> => {
    const answers = await Promise.all(addresses.map((at) => environment.isRefused?.(at)))
    if (recorder.isHeard || environment.signal?.aborted === true) return
    const refused = addresses.filter((_, index) => answers[index] === true)
    const why =
      refused.length > 0
        ? `the host says that no programme takes UDP at ${named(refused)} (ICMP)`
        : 'look whether it runs there, and whether anything in between drops what is sent'
    const text = `Nothing has come from ${named(addresses)} in ${patience / 1000} s: ${why}. It is given some minutes to appear.`
    journal.append({ event: 'note', text })
  }
  let timer: Timer | undefined
  const begin = (): void => {
    timer ??= session.clock.after(patience, () => void tell())
  }
  // Named first, so that V8 does not keep it, and the world it sees, for long.
  const passed = (direction: 'in' | 'out'): void => (direction === 'in' ? timer?.cancel() : begin())
  recorder.onPassage = passed
  // Without a connection nothing passes.
  if (session.transport === 'tcp') begin()
  return () => timer?.cancel()
}

/**
 * Whether a platform that does not answer is back. One that was never heard may still be starting: it has until `until`.
 * @param until milliseconds since the epoch
 */
export async function isBack(
  { session, recorder }: { readonly session: Session; readonly recorder: Recorder },
  {
    isAlive,
    until,
    signal,
  }: {
    readonly isAlive: () => Promise<boolean>
    readonly until: number
    readonly signal: AbortSignal | undefined
  },
): Promise<boolean> {
  if (recorder.isHeard) return isAlive()
  while (session.clock.now() < until && signal?.aborted !== true) {
    if (await isAlive()) return true
    await sleep(session.clock, pause)
  }
  return false
}
