import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { streamMutants } from '../streams.ts'

/** Faults of a Client over TCP. */
export const tcpMutants: readonly Mutant<ReferenceClient>[] = [
  ...streamMutants<ReferenceClient>((rule) => 'AC'[rule]!, 'int-106 A'),
  {
    id: 'binding-u-over-tcp',
    title: 'Register over TCP says b=U',
    variant: 'over-tcp',
    trips: ['int-106 B'],
    inject: (client) => instead(client, 'registerFields', (fields) => () => ({ ...fields(), binding: 'U' })),
  },
  {
    id: 'security-listed-over-tcp',
    title: 'Register over TCP lists the Security object',
    variant: 'over-tcp',
    trips: ['int-101 D', 'int-106 C'],
    inject: (client) => instead(client, 'listedObjects', (listed) => () => [0, ...listed()]),
  },
]
