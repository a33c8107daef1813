import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, newer, onOperation } from './faults.ts'

/** Faults in Discover with a depth, which LwM2M 1.2 has; none where the depth is 0, by which it is known to be there. */
export const depthMutants: readonly Mutant<ReferenceClient>[] = newer([
  {
    id: 'depth-2.04',
    title: 'Discover with a depth is answered 2.04',
    trips: ['int-264 A', 'int-266 A'],
    inject: (client) =>
      onOperation(client, { kind: 'discover' }, (proceed, operation) =>
        'depth' in operation && operation.depth !== 0 ? { ...proceed(), code: '2.04' } : proceed(),
      ),
  },
  {
    id: 'depth-not-itself',
    title: 'Discover with a depth leaves out what it began at',
    trips: ['int-264 B', 'int-266 B', 'int-266 E', 'int-266 F'],
    inject: ({ device: { discovery } }) =>
      instead(
        discovery,
        'downTo',
        (downTo) => (path, depth) => (depth === 0 ? downTo(path, depth) : downTo(path, depth).slice(1)),
      ),
  },
  {
    id: 'depth-deeper',
    title: 'Discover goes one level deeper than asked for',
    trips: ['int-264 C', 'int-266 C'],
    inject: ({ device: { discovery } }) =>
      instead(
        discovery,
        'downTo',
        (downTo) => (path, depth) => downTo(path, depth === 0 ? depth : depth + 1),
      ),
  },
  {
    id: 'depth-no-attributes',
    title: 'Discover with a depth shows no attributes but dim',
    trips: ['int-264 E', 'int-266 F'],
    inject: ({ device: { discovery } }) =>
      instead(
        discovery,
        'downTo',
        (downTo) => (path, depth) =>
          downTo(path, depth).map(({ target, attributes }) => ({
            target,
            attributes: attributes.filter(({ name }) => name === 'dim'),
          })),
      ),
  },
  {
    id: 'depth-3-is-2',
    title: 'Discover never goes down to the instances of resources',
    trips: ['int-266 E', 'int-266 F'],
    inject: ({ device: { discovery } }) =>
      instead(discovery, 'downTo', (downTo) => (path, depth) => downTo(path, Math.min(depth, 2))),
  },
  {
    id: 'depth-attributes-2.01',
    title: 'Write-Attributes of the Device instance and of instances of its voltage is answered 2.01',
    trips: ['int-261 C', 'int-264 D', 'int-266 D', 'int-951 A'],
    inject: answersWith('2.01', { kind: 'write-attributes', path: /^\/3\/0(\/7\/\d+)?$/ }),
  },
])
