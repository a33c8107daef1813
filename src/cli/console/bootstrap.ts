import type { ProvisionedAccount, ReferenceBootstrapServer } from '#peers'
import type { Instructions } from './console.ts'

/**
 * What a served Bootstrap-Server can be told.
 * @param endpoint the client that it serves from the start
 * @param account what it gives
 */
export function bootstrapInstructions(
  server: ReferenceBootstrapServer,
  endpoint: string,
  account: ProvisionedAccount,
): Instructions {
  const served = new Set([endpoint])
  return {
    clients: {
      takes: '',
      does: 'Show whom it serves, and how far each has come',
      perform: () => ['', ...[...served].map((name) => `${name}: ${server.state(name) ?? 'provisioned'}`)],
    },
    provision: {
      takes: 'ENDPOINT…',
      does: 'Serve these clients, too, with the same account',
      perform: (names) => {
        for (const name of names) {
          served.add(name)
          server.provision(name, account)
        }
        return [`gives them ${account.serverUri}`]
      },
    },
  }
}
