import type { IutIdentity } from '#record'
import { Absent, type ClientChair, type Session } from '#sides'
import type { TestCase } from '#testcase'
import { UpperTesterError } from '#upper-tester'
import { recordedClaims } from './claims.ts'
import { objectCases } from './object-cases.ts'
import type { ClientRun } from './options.ts'
import { receiveClients } from './reception.ts'
import type { Run } from './run.ts'
import { clientClaims, clientShows } from './selection.ts'
import { conductSession } from './session.ts'

/**
 * Judges Clients: we are Server and Bootstrap-Server, and the plan is run on each client that shows up.
 * @throws NetworkError when an address cannot be had
 */
export async function conductClients(run: Run, plan: readonly TestCase[], wanted: ClientRun): Promise<void> {
  const { environment, options } = run
  const { saveContext = () => {} } = environment
  for (const keyring of [wanted.keyring, wanted.bootstrapKeyring]) keyring?.onContext(saveContext)
  await receiveClients(run, wanted, async ({ session, recorder, ...chairs }) => {
    const { client, server } = chairs
    await conductSession(
      run,
      {
        session,
        recorder,
        table: chairs,
        journal: run.journal,
        iut: ['client'],
        chair: 'client',
        lwm2m: options.lwm2m,
        channel: run.facts.channel,
        timing: options.timing,
        strict: options.strict,
        claims: recordedClaims(
          { endpoint: session.endpoint, ics: environment.ics, journal: run.journal },
          clientClaims(session, { client, server }, environment, {
            carriage: run.facts,
            caseId: () => recorder.caseId,
          }),
          clientShows(session, chairs, run.facts),
        ),
        recover: () => comesBack(session),
        signal: environment.signal,
        saveCapture: environment.saveCapture,
      },
      plan,
      async (isMissed) => {
        const isThere =
          environment.objectCase !== undefined && (await hasCome(run, session, client, isMissed))
        return isThere ? objectCases(run, session) : []
      },
    )
    const isOver = session.client === undefined || environment.signal?.aborted === true
    // Where verdicts alone are asked for, nobody wants to know its name.
    if (isOver || run.journal.terse) return
    const identity = await identityOf(client)
    run.journal.append({ event: 'iut', endpoint: session.endpoint, identity, text: 'as it names itself' })
  })
}

/** Vendor, model and version as a Client tells them in its Device; what it does not tell is left out. */
async function identityOf(client: ClientChair): Promise<IutIdentity> {
  const told: { [name: string]: string } = {}
  for (const [name, path] of Object.entries({ vendor: '/3/0/0', model: '/3/0/1', version: '/3/0/3' })) {
    try {
      const value = await client.valueOf(path)
      if (typeof value === 'string') told[name] = value
    } catch (failure) {
      if (!(failure instanceof Absent)) throw failure
      break
    }
  }
  return told
}

/**
 * Whether the Client was ever there. Where no case has looked for it yet, it is waited for, or started, as by a case.
 * @param isMissed a case has waited for it in vain, and said so
 */
async function hasCome(
  { environment: { signal }, journal }: Run,
  { inbox, endpoint }: Session,
  client: ClientChair,
  isMissed: boolean,
): Promise<boolean> {
  if (inbox.end > 0 || isMissed) return inbox.end > 0
  const interrupted = new Promise<undefined>((resolve) => {
    signal?.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    await Promise.race([client.registers().sent.happens(), interrupted])
  } catch (failure) {
    if (!(failure instanceof Absent || failure instanceof UpperTesterError)) throw failure
    const text = `${endpoint}: ${failure.message}; without its list of objects, no case is made of their definitions`
    journal.append({ event: 'note', text })
  }
  return inbox.end > 0 && signal?.aborted !== true
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
