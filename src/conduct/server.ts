import { uriOf } from '#coap'
import type { DeviceAccount } from '#dtls'
import { bootstrapIut, clientTester, openIpa, packagesForServers, serverIut } from '#sides'
import type { TestCase } from '#testcase'
import { byCarriage } from './channel-claims.ts'
import { recordedClaims } from './claims.ts'
import { isBack, watchFirstContact } from './first-contact.ts'
import type { ServerRun } from './options.ts'
import { accountFor } from './reception.ts'
import type { Run } from './run.ts'
import { platformClaims } from './selection.ts'
import { conductSession, openSession } from './session.ts'

/**
 * Judges a Server, a Bootstrap-Server, or a platform that is both: we are the Client.
 * @throws NetworkError when the local address cannot be had
 */
export async function conductServer(run: Run, plan: readonly TestCase[], wanted: ServerRun): Promise<void> {
  const { environment, options } = run
  const books = openSession(run, wanted.endpoint, wanted.upperTester)
  const { session, recorder } = books
  const until = session.clock.now() + session.patience.arrival * 1000
  const { network, registry } = environment
  const { target } = wanted
  const tester = await clientTester(session, {
    network,
    local: wanted.listen,
    registry,
    target,
    oscore: wanted.oscore && { ...wanted.oscore, told: environment.saveContext },
    ixit: environment.ixit,
    accounts: wanted.accounts,
  })
  run.journal.append({
    event: 'iut',
    endpoint: wanted.endpoint,
    identity: run.facts.iut,
    text: `our Client is ${wanted.endpoint}`,
  })
  const given = target.server ?? target.bootstrap
  const serverUri = given === undefined ? '' : uriOf(session.transport, given, session.isSecured)
  const endWatch = watchFirstContact(run, books, target)
  const owed = wanted.accounts && mandatory(wanted.accounts.server)
  try {
    await conductSession(
      run,
      {
        session,
        recorder,
        table: {
          client: tester.chair,
          server: serverIut(session),
          bootstrap: bootstrapIut(session, () => accountFor(serverUri, session, owed)),
          wire: tester.wire,
          stream: tester.stream,
          dtls: tester.dtls,
          packages: packagesForServers(),
          ipa: openIpa({ session, client: tester.chair, facts: environment.ixit.esim }),
        },
        journal: run.journal,
        iut: wanted.iut,
        chair: wanted.iut[0] ?? 'server',
        lwm2m: options.lwm2m,
        channel: run.facts.channel,
        timing: options.timing,
        strict: options.strict,
        claims: recordedClaims(
          { endpoint: wanted.endpoint, ics: environment.ics, journal: run.journal },
          platformClaims(environment, wanted.upperTester),
          (item) => {
            const shown = byCarriage(item, run.facts)
            return shown && Promise.resolve(shown)
          },
        ),
        prepare: ({ configuration }) => tester.hold(configuration ?? { store: {} }),
        recover: () => isBack(books, { isAlive: tester.chair.isAlive, until, signal: environment.signal }),
        signal: environment.signal,
        saveCapture: environment.saveCapture,
      },
      plan,
    )
  } finally {
    endWatch()
    await wanted.upperTester?.close()
    await tester.close()
  }
}

/** What a Security instance needs of an account; how a certificate is compared may be left to its default. */
function mandatory({ mode, identity, secretKey, serverPublicKey }: DeviceAccount): DeviceAccount {
  return { mode, identity, secretKey, serverPublicKey }
}
