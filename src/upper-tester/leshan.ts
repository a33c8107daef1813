import type { Clock } from '#net'
import type { Registry } from '#registry'
import type { UpperTesterFactory } from './factory.ts'
import { baseUrl, httpText } from './fetch.ts'
import { LeshanServer, leshanServerVerbs } from './leshan-server.ts'
import { UpperTesterError, type Verb } from './verbs.ts'

export interface LeshanOptions {
  readonly clock: Clock
  /** Says of which type the values are that the demo is to write. */
  readonly registry: Registry
  /** Web address of the demo server, such as `http://localhost:8080`. */
  readonly serverUrl?: string
  /** Web address of the demo bootstrap server, such as `http://localhost:8081`. */
  readonly bootstrapUrl?: string
}

/**
 * Eclipse Leshan's demo server and demo bootstrap server over their REST interfaces.
 * @throws UpperTesterError for an address that is no URL
 */
export function leshanUpperTester({
  clock,
  registry,
  serverUrl,
  bootstrapUrl,
}: LeshanOptions): UpperTesterFactory {
  const server =
    serverUrl === undefined ? undefined : new LeshanServer(baseUrl(serverUrl), { clock, registry })
  const bootstrap = bootstrapUrl === undefined ? undefined : baseUrl(bootstrapUrl)
  const name = ['leshan', serverUrl, bootstrapUrl].filter((part) => part !== undefined).join(' ')
  const tester = {
    name,
    can: (verb: Verb['verb']) =>
      verb === 'provision'
        ? bootstrap !== undefined
        : server !== undefined && leshanServerVerbs.includes(verb),
    async perform(verb: Verb) {
      if (verb.verb === 'provision' && bootstrap !== undefined) return provision(bootstrap, verb, clock)
      if (server === undefined) throw new UpperTesterError(`${name}: no demo server was named`)
      return server.perform(verb)
    },
    close: async () => {},
  }
  return { name, of: () => tester, close: async () => server?.close() }
}

/** Gives the demo bootstrap server what it is to write for one client (NoSec). */
async function provision(
  base: string,
  { endpoint, serverUri, lifetime, shortServerId, deletes, reads }: Extract<Verb, { verb: 'provision' }>,
  clock: Clock,
): Promise<undefined> {
  if (reads.length > 0)
    throw new UpperTesterError("Leshan's demo bootstrap server cannot be told to read during a bootstrap")
  const config = {
    toDelete: deletes,
    // It looks for the client's own bootstrap account first and leaves it as it is.
    autoIdForSecurityObject: true,
    security: {
      0: { uri: serverUri, bootstrapServer: false, securityMode: 'NO_SEC', serverId: shortServerId },
    },
    servers: { 0: { shortId: shortServerId, lifetime } },
  }
  await httpText(
    {
      method: 'POST',
      url: `${base}/api/bootstrap/${encodeURIComponent(endpoint)}`,
      body: JSON.stringify(config),
    },
    { clock, timeout: 10 },
  )
}
