import {
  type Account,
  accountInstance,
  type BootstrapChair,
  bootstrapTester,
  clientIut,
  type Listener,
  openListener,
  type Session,
  serverTester,
} from '#sides'
import type { TestCase } from '#testcase'
import type { Sitting } from './case.ts'
import { describeFailure } from './failure.ts'
import type { ClientRun } from './options.ts'
import type { Recorder } from './recorder.ts'
import type { Run } from './run.ts'
import { clientClaims } from './selection.ts'
import { conductSession, openSession } from './session.ts'

interface Sat {
  readonly session: Session
  readonly recorder: Recorder
  readonly bootstrap: BootstrapChair
}

/**
 * Judges Clients: listens as Server and Bootstrap-Server, and runs the plan on each client that shows up, side by side.
 * Returns when all awaited clients are done, or when the run is asked to stop.
 * @throws NetworkError when an address cannot be had
 */
export async function conductClients(run: Run, plan: readonly TestCase[], wanted: ClientRun): Promise<void> {
  const { environment, options } = run
  const { network } = environment
  const sessions = new Map<string, Sat>()
  const conducted: Promise<void>[] = []
  let listener: Listener | undefined

  const uris = (): { server: string; bootstrap: string } => {
    if (listener === undefined) throw new Error('the listener is not open')
    const uri = (local: { host: string; port: number }): string => {
      const host = wanted.advertise ?? local.host
      return `coap://${host.includes(':') ? `[${host}]` : host}:${local.port}`
    }
    return { server: uri(listener.serverCoap.local), bootstrap: uri(listener.bootstrapCoap.local) }
  }

  const sit = (endpoint: string): Sat => {
    const { session, recorder } = openSession(run, endpoint, wanted.upperTester?.(endpoint, uris()))
    const open = listener!
    const bootstrap = bootstrapTester(session, {
      coap: open.bootstrapCoap,
      address: () => open.bootstrapAddress(session),
      account: () => accountFor(uris().server),
    })
    const sat = { session, recorder, bootstrap }
    sessions.set(endpoint, sat)
    run.journal.append({ event: 'iut', endpoint, identity: run.facts.iut, text: `${endpoint} is awaited` })
    return sat
  }

  const admit = (endpoint: string): Session | undefined => {
    const known = sessions.get(endpoint)
    if (known !== undefined) return known.session
    const welcome =
      wanted.endpoints.length === 0 ? sessions.size < wanted.devices : wanted.endpoints.includes(endpoint)
    if (!welcome) return undefined
    const sat = sit(endpoint)
    conducted.push(conductOne(sat))
    arrived()
    return sat.session
  }

  const conductOne = async ({ session, recorder, bootstrap }: Sat): Promise<void> => {
    const open = listener!
    const server = serverTester(session, open.serverCoap)
    const client = clientIut(session, { coap: open.serverCoap, server })
    const sitting: Sitting = {
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
    }
    await conductSession(run, sitting, plan)
    await session.upperTester?.close()
  }

  let arrived: () => void = () => {}
  const aborted = new Promise<void>((resolve) => {
    environment.signal?.addEventListener('abort', () => resolve(), { once: true })
  })
  listener = await openListener({
    network,
    server: wanted.listen,
    bootstrap: wanted.listenBootstrap ?? {
      ...(wanted.listen.host === undefined ? {} : { host: wanted.listen.host }),
    },
    admit,
    onBootstrap: (session) => {
      const sat = sessions.get(session.endpoint)
      if (sat !== undefined)
        void usualBootstrap(sat).catch((failure: unknown) =>
          session.scribe.step(`bootstrap: ${describeFailure(failure)}`),
        )
    },
  })
  try {
    // Named clients are begun with at once: their first case waits for them, or has them started.
    for (const endpoint of wanted.endpoints) conducted.push(conductOne(sit(endpoint)))
    const expected = wanted.endpoints.length === 0 ? wanted.devices : wanted.endpoints.length
    while (conducted.length < expected && environment.signal?.aborted !== true) {
      await Promise.race([
        new Promise<void>((resolve) => {
          arrived = resolve
        }),
        aborted,
      ])
    }
    await Promise.all(conducted)
  } finally {
    await listener.close()
  }
}

/** The Server account that the channel gives a client: NoSec has no credentials (ETS configuration C.1). */
export function accountFor(uri: string): Account {
  const nothing = new Uint8Array()
  return {
    security: { 0: uri, 1: false, 2: 3, 3: nothing, 4: nothing, 5: nothing, 10: 1 },
    server: { 0: 1, 1: 86400, 6: false, 7: 'U' },
  }
}

/** What our Bootstrap-Server does for a client outside any bootstrap case: the account of this run, and Finish. */
async function usualBootstrap({ bootstrap }: Sat): Promise<void> {
  const discovered = await bootstrap.discovers('/').answered.happens()
  const { security, server } = bootstrap.account()
  await bootstrap.writes(`/0/${accountInstance(discovered.links)}`, security).answered.happens()
  await bootstrap.writes('/1/0', server).answered.happens()
  await bootstrap.finishes().answered.happens()
}

/** Waits for a client that fell silent; pushes it where somebody can. */
async function comesBack(session: Session): Promise<boolean> {
  const from = session.inbox.end
  if (session.upperTester?.can('register') === true) await session.upperTester.perform({ verb: 'register' })
  const back = await session.inbox.find(
    (happening) => (happening.kind === 'register' ? true : undefined),
    from,
    session.patience.arrival * 1000,
  )
  return back !== undefined
}
