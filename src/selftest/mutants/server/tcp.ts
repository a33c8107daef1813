import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { streamMutants } from '../streams.ts'

/** Faults of a Server over TCP. */
export const tcpMutants: readonly Mutant<ReferenceServer>[] = [
  ...streamMutants<ReferenceServer>((rule) => 'BD'[rule]!, 'int-106 D'),
  {
    id: 'register-2.04-over-tcp',
    title: 'A Register with the binding T is answered 2.04',
    variant: 'over-tcp',
    trips: ['int-101 E', 'int-106 E'],
    inject: (server) =>
      instead(
        server,
        'register',
        (register) => (request) =>
          register({ ...request, respond: (draft) => request.respond({ ...draft, code: '2.04' }) }),
      ),
  },
]
