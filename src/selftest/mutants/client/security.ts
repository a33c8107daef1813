import { type Operation, operationOf } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Lets one kind of operation through to the Security object. */
function opens(kind: Operation['kind']) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'answer', (answer) => (request) => {
      const operation = operationOf(request, (path) => device.isExecutable(path))
      return 'kind' in operation && operation.kind === kind && operation.path[0] === 0
        ? device.perform(operation)
        : answer(request)
    })
}

export const securityMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'security-read',
    title: 'Security can be read by a Server',
    from: ['BUG-238', 'BUG-239'],
    trips: ['int-221 A'],
    inject: opens('read'),
  },
  {
    id: 'security-write',
    title: 'Security is closed to Writes as it is to any unwritable resource (4.05)',
    trips: ['int-221 B'],
    inject: opens('write'),
  },
  {
    id: 'security-attributes',
    title: 'Attributes can be attached to Security',
    trips: ['int-221 C'],
    inject: opens('write-attributes'),
  },
  {
    id: 'M27',
    title: 'Security can be discovered by a Server',
    from: 'BUG-075',
    trips: ['int-221 D'],
    inject: opens('discover'),
  },
]
