import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { onlySays, onOperation } from './faults.ts'

/** Faults in Execute with arguments, on the purposes of one test object. */
function faults(lwm2m: '1.0' | '1.1', number: string, object: number): readonly Mutant<ReferenceClient>[] {
  const name = (id: string): string => (lwm2m === '1.1' ? id : `${id}-${lwm2m}`)
  const path = new RegExp(`^/${object}/\\d+/3$`)
  const valid = (letter: string): CriterionId => `TP/DM/EXECUTE/BV-${number} ${letter}`
  const malformed = (letter: string): CriterionId => `TP/DM/EXECUTE/BI-${number} ${letter}`
  const argumentsIn = (operation: Operation): string =>
    'payload' in operation ? Buffer.from(operation.payload).toString() : ''
  return [
    {
      id: name('execute-nothing-4.00'),
      title: 'Execute without arguments is refused where it could have some',
      trips: [valid('A')],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path: `/${object}/0/3` }, (proceed, operation) =>
          argumentsIn(operation) === '' ? { code: '4.00' } : proceed(),
        ),
    },
    {
      id: name('execute-values-4.00'),
      title: 'Execute with a list of arguments is refused',
      trips: [valid('B'), valid('C')],
      lwm2m,
      strict: true,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path }, (proceed, operation) =>
          argumentsIn(operation).includes(',') ? { code: '4.00' } : proceed(),
        ),
    },
    {
      id: name('execute-any'),
      title: 'Execute takes any text for arguments',
      trips: [malformed('A'), malformed('B'), malformed('C')],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path }, (_, operation) => {
          void client.execute(operation.path, argumentsIn(operation))
          return { code: '2.04' }
        }),
    },
    {
      id: name('execute-no-instance'),
      title: 'Execute of an instance that is not there is answered well',
      from: 'BUG-151',
      trips: [malformed('C')],
      lwm2m,
      inject: onlySays('2.04', { kind: 'execute', path: `/${object}/65000/3` }),
    },
    {
      id: name('execute-readable'),
      title: 'Execute of a resource that cannot be executed is answered well',
      trips: [malformed('D')],
      lwm2m,
      inject: onlySays('2.04', { kind: 'write', path: '/3/0/16', mode: 'partial' }),
    },
  ]
}

/** Faults in Execute with arguments, on the purposes of both test objects. */
export const argumentMutants: readonly Mutant<ReferenceClient>[] = [
  ...faults('1.1', '01', 3442),
  ...faults('1.0', '02', 3441),
]
