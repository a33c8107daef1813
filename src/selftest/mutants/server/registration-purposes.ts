import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

type Refusal = ReturnType<ReferenceServer['refusal']>

/** Faults of a Server that the ETS has no registration case for. */
export const registrationPurposeMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'lifetime-from-update',
    title: 'The lifetime runs from the first Update on',
    trips: ['TP/REG/EXPIRY/BV-01 A'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        register(request)
        for (const client of server.clients.values()) if (client.lifetime < 60) client.expiry?.cancel()
      }),
  },
  {
    id: 'register-again-2.04',
    title: 'A Register in the words of the last is answered 2.04',
    trips: ['TP/REG/AGAIN/BV-01 A'],
    inject: (server) => {
      let last = ''
      instead(server, 'register', (register) => (request) => {
        const words = request.query.join('&')
        const code = words === last && words.includes('lt=7200') ? '2.04' : '2.01'
        last = words
        register({
          ...request,
          respond: (draft) => request.respond(draft.code === '2.01' ? { ...draft, code } : draft),
        })
      })
    },
  },
  {
    id: 'register-again-first-stays',
    title: 'A second Register gets a location, and the first one stays in force',
    trips: ['TP/REG/AGAIN/BV-01 B', 'TP/REG/AGAIN/BV-01 C'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        const before = [...server.clients.values()].find(({ lifetime }) => lifetime === 7200)
        register(request)
        if (before !== undefined && request.query.includes('lt=7200'))
          server.clients.set(before.endpoint, before)
      }),
  },
  {
    id: 'register-again-both-stay',
    title: 'A second Register does not end the first',
    trips: ['TP/REG/AGAIN/BV-01 C'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        const before = [...server.clients.values()].find(({ lifetime }) => lifetime === 7200)
        register(request)
        if (before !== undefined) server.clients.set(`${before.endpoint} before`, before)
      }),
  },
  {
    id: 'register-again-nobody',
    title: 'Who registers twice from one address is nobody when it sends',
    from: 'BUG-058',
    trips: ['TP/REG/AGAIN/BV-01 D'],
    inject: (server) => {
      let twice = false
      instead(server, 'register', (register) => (request) => {
        twice = [...server.clients.values()].some(({ lifetime }) => lifetime === 7200)
        register(request)
      })
      instead(server, 'answer', (answer) => (request) => {
        if (twice && request.path[0] === 'dp') request.respond({ code: '4.00' })
        else answer(request)
      })
    },
  },
  {
    id: 'version-any',
    title: 'Any enabler version is taken',
    from: 'BUG-052',
    trips: ['TP/REG/REFUSAL/BI-01 A'],
    inject: refusesInstead((stated, refusal) => (stated.lwm2m === '9.0' ? undefined : refusal)),
  },
  {
    id: 'version-absent',
    title: 'A Register without lwm2m= is taken',
    from: 'BUG-051',
    strict: true,
    trips: ['TP/REG/REFUSAL/BI-01 B'],
    inject: refusesInstead((stated, refusal) => (stated.lwm2m === undefined ? undefined : refusal)),
  },
  {
    id: 'lifetime-absent-4.12',
    title: 'A Register without lt= is refused with 4.12',
    trips: ['TP/REG/REFUSAL/BI-01 C'],
    inject: refusesInstead((stated, refusal) => (stated.lifetime === undefined ? '4.12' : refusal)),
  },
  {
    id: 'parameter-unknown-ignored',
    title: 'Unknown parameters of a Register are ignored',
    strict: true,
    trips: ['TP/REG/REFUSAL/BI-01 D'],
    inject: refusesInstead((stated, refusal) => (stated.unknownParameters.length > 0 ? undefined : refusal)),
  },
  {
    id: 'list-in-any-format',
    title: 'An object list is taken, whatever its Content-Format',
    from: 'BUG-056',
    trips: ['TP/REG/REFUSAL/BI-01 E'],
    inject: (server) =>
      instead(
        server,
        'refusal',
        (refusal) => (stated, request) =>
          request.contentFormat === 50 ? undefined : refusal(stated, request),
      ),
  },
  {
    id: 'endpoint-absent-4.12',
    title: 'A Register without ep= is refused with 4.12',
    trips: ['TP/REG/REFUSAL/BI-01 F'],
    inject: refusesInstead((stated, refusal) => (stated.endpoint === undefined ? '4.12' : refusal)),
  },
  {
    id: 'refuses-for-good',
    title: 'A Client that came without a name once is not taken in again',
    trips: ['TP/REG/REFUSAL/BI-01 G'],
    inject: (server) => {
      let warned = false
      instead(server, 'refusal', (refusal) => (stated, request) => {
        const refused = warned ? '4.00' : refusal(stated, request)
        warned = stated.endpoint === undefined
        return refused
      })
    },
  },
  {
    id: 'unknown-object-4.00',
    title: 'A Register with an object that it does not know is refused',
    trips: ['TP/REG/LIST/BV-01 A'],
    inject: refusesInstead((stated, refusal) =>
      stated.objects.some(({ object }) => object >= 30000) ? '4.00' : refusal,
    ),
  },
  {
    id: 'long-list-4.00',
    title: 'A Register with a list that takes several blocks is refused',
    trips: ['TP/REG/LIST/BV-02 A'],
    inject: refusesInstead((stated, refusal) => (stated.objects.length > 100 ? '4.00' : refusal)),
  },
  {
    id: 'long-list-forgotten',
    title: 'A Client with a long list is taken in, and forgotten',
    trips: ['TP/REG/LIST/BV-02 B'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        register(request)
        for (const [endpoint, { registration }] of server.clients)
          if (registration.objects.length > 100) server.clients.delete(endpoint)
      }),
  },
  {
    id: 'deregister-unknown-2.02',
    title: 'Any De-register is answered 2.02',
    trips: ['TP/REG/DEREGISTER/BI-01 A'],
    inject: (server) =>
      instead(server, 'answer', (answer) => (request) => {
        const isUnknown = request.path[1] === 'nobody-registered-here'
        if (isUnknown && request.method === 'DELETE') request.respond({ code: '2.02' })
        else answer(request)
      }),
  },
  {
    id: 'deregister-by-address',
    title: 'A De-register ends whatever registration came from its address',
    trips: ['TP/REG/DEREGISTER/BI-01 B'],
    inject: (server) =>
      instead(server, 'answer', (answer) => (request) => {
        answer(request)
        if (request.path[1] !== 'nobody-registered-here') return
        for (const client of [...server.clients.values()]) server.drop(client)
      }),
  },
  {
    id: 'root-2.04',
    title: 'A Register with an alternate root path is answered 2.04',
    trips: ['TP/REG/ROOT/BV-01 A'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        const hasRoot = new TextDecoder().decode(request.payload).includes('</lwm2m>')
        const code = hasRoot ? '2.04' : '2.01'
        register({
          ...request,
          respond: (draft) => request.respond(draft.code === '2.01' ? { ...draft, code } : draft),
        })
      }),
  },
  {
    id: 'root-ignored',
    title: 'An alternate root path is not looked at',
    trips: ['TP/REG/ROOT/BV-01 B'],
    inject: (server) => {
      server.addressed = (_, draft) => draft
    },
  },
]

/** Refuses Registers by another rule. */
function refusesInstead(
  rule: (stated: Parameters<ReferenceServer['refusal']>[0], refusal: Refusal) => Refusal,
): (server: ReferenceServer) => void {
  return (server) =>
    instead(server, 'refusal', (refusal) => (stated, request) => rule(stated, refusal(stated, request)))
}
