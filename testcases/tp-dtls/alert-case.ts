import { type Asked, type Handshake, Moment, type Scene, type TestCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { impatient } from '../tp-registration/impatient.ts'
import { waits } from '../waits.ts'
import { aboutHandshakes } from './handshake-case.ts'

/** Where alerts are sorted into those that a Client may try again after, and those that end it for good. */
export const clause = 'Transport 1.1.1 §5.2.9'

/** What a purpose on alerts says of itself. */
export const aboutAlerts = {
  ...aboutHandshakes,
  editions: ['1.1', '1.2'],
  reference: [{ clause }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 7],
  configuration: C13,
  impact: 'bootstrap',
} as const satisfies Partial<TestCase>

type Dtls = Scene<never>['dtls']
type Around = Pick<
  Scene<never>,
  'client' | 'server' | 'bootstrap' | 'dtls' | 'seconds' | 'pause' | 'cannotJudge'
>

/** Handshakes that are refused, and the Finish of the bootstrap that led to them. */
export interface Refused {
  readonly refusing: ReturnType<Dtls['refuses']>
  readonly finished: Moment<Asked>
}

/**
 * Has a Client that was given an account with a Communication Retry Count meet a Server that refuses it by this alert,
 * so often where it tries so often.
 */
export async function refusedBy(
  { client, server, bootstrap, dtls, seconds, pause, cannotJudge }: Around,
  alert: Parameters<Dtls['refuses']>[0],
  times: number,
): Promise<Refused> {
  await client.requestsBootstrap().answered.happens()
  await provide(bootstrap, impatient(bootstrap.account()))
  const refusing = dtls.refuses(alert)
  // What it was registered as before says nothing of what follows.
  await server.forgets()
  const { sent: finished } = bootstrap.finishes()
  await finished.happens()
  const last = seconds(waits.firstRetries)
  for (
    let waited = 0;
    refusing.refused.length < times && waited < last;
    waited += seconds(waits.betweenRetries)
  )
    await pause(waits.betweenRetries)
  if (refusing.refused.length === 0) cannotJudge('it begins no handshake with the Server')
  return { refusing, finished }
}

/** The handshakes that were refused, up to a moment, or up to now. */
export function handshakesOf({ refusing }: Refused, until?: Moment<Asked>): Moment<readonly Handshake[]> {
  return new Moment('the handshakes that were refused', 'client', async () => {
    const end = await until?.occurrence()
    const value = refusing.refused.filter(({ at }) => end === undefined || at < end.at)
    const { at = 0, frame = null } = value.at(-1) ?? {}
    return { value, at, frame, position: end?.position ?? 0 }
  })
}

/** The Client is given the account of the run by the bootstrap that it has asked for, and registers. */
export async function asUsual({ client, bootstrap }: Pick<Around, 'client' | 'bootstrap'>): Promise<void> {
  await provide(bootstrap)
  const finish = bootstrap.finishes()
  await finish.answered.happens()
  await client.registers().after(finish.sent).sent.happens()
}
