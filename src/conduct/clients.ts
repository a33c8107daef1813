import type { Session } from '#sides'
import type { TestCase } from '#testcase'
import type { ClientRun } from './options.ts'
import { receiveClients } from './reception.ts'
import type { Run } from './run.ts'
import { clientClaims } from './selection.ts'
import { conductSession } from './session.ts'

/**
 * Judges Clients: we are Server and Bootstrap-Server, and the plan is run on each client that shows up.
 * @throws NetworkError when an address cannot be had
 */
export async function conductClients(run: Run, plan: readonly TestCase[], wanted: ClientRun): Promise<void> {
  const { environment, options } = run
  await receiveClients(run, wanted, ({ session, recorder, client, server, bootstrap }) =>
    conductSession(
      run,
      {
        session,
        recorder,
        table: { client, server, bootstrap },
        journal: run.journal,
        iut: ['client'],
        chair: 'client',
        lwm2m: options.lwm2m,
        channel: run.facts.channel,
        timing: options.timing,
        strict: options.strict,
        claims: clientClaims(session, { client, server }, environment.ics),
        recover: () => comesBack(session),
        signal: environment.signal,
        saveCapture: environment.saveCapture,
      },
      plan,
    ),
  )
}

/** Waits for a client that fell silent; pushes it where somebody can. */
async function comesBack(session: Session): Promise<boolean> {
  const from = session.inbox.end
  if (session.upperTester?.can('register') === true) await session.upperTester.perform({ verb: 'register' })
  const back = await session.inbox.find(
    // A client in queue mode wakes with an Update, and is registered still.
    (happening) =>
      happening.kind === 'register' || (happening.kind === 'update' && session.client !== undefined)
        ? true
        : undefined,
    from,
    session.patience.arrival * 1000,
  )
  return back !== undefined
}
