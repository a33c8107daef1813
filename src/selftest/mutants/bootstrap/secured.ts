import type { ReferenceBootstrapServer } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Faults that a Bootstrap-Server can have with accounts for DTLS or TLS. */
const common = (
  variant: `over-${'' | 'tls-'}${'psk' | 'x509'}`,
  id: 'int-1' | 'int-2' | 'int-404' | 'int-406',
): readonly Mutant<ReferenceBootstrapServer>[] => {
  const trips = (letter: string): CriterionId[] => [`${id} ${letter}`]
  return [
    {
      id: `gives-no-key-${variant}`,
      title: 'The account that it gives is without its secret key',
      variant,
      trips: trips('E'),
      inject: (server) =>
        instead(
          server,
          'keyValues',
          (keyValues) => () =>
            keyValues().map(([resource, value]) =>
              resource === 5 ? [resource, { type: 'opaque', value: new Uint8Array() }] : [resource, value],
            ),
        ),
    },
    {
      id: `never-finishes-${variant}`,
      title: 'Given an account with keys, nobody is sent a Finish',
      variant,
      trips: trips('F'),
      inject: (server) => {
        server.finish = async () => undefined
      },
    },
  ]
}

/** Faults of a Bootstrap-Server over DTLS and TLS. */
export const securedMutants: readonly Mutant<ReferenceBootstrapServer>[] = [
  ...common('over-psk', 'int-1'),
  ...common('over-x509', 'int-2'),
  {
    id: 'M14',
    title: 'The account that it gives is without the certificate of the Server',
    from: 'BUG-033',
    variant: 'over-x509',
    trips: ['int-2 E'],
    inject: (server) =>
      instead(server, 'keyValues', (keyValues) => () => keyValues().filter(([resource]) => resource !== 4)),
  },
  ...common('over-tls-psk', 'int-406'),
  ...common('over-tls-x509', 'int-404'),
]
