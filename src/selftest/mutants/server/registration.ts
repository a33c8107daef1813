import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith } from './faults.ts'

export const registrationMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'long-lifetime-unanswered',
    title: 'An Update with a lifetime of more than a day is never answered',
    trips: ['TP/COAP/ALIVE/BV-01 B'],
    inject: (server) =>
      instead(server, 'answer', (answer) => (request) => {
        if (!request.query.includes('lt=86401')) answer(request)
      }),
  },
  {
    id: 'register-2.04',
    title: 'Register is answered 2.04',
    trips: ['int-101 E'],
    inject: answersWith('2.04', 'register'),
  },
  {
    id: 'M22',
    title: 'The location is one option with a slash in it',
    from: 'BUG-054',
    trips: ['int-101 F'],
    inject: (server) => {
      server.locationOptions = (id) => [`rd/${id}`]
    },
  },
  {
    id: 'register-without-location',
    title: 'Register is answered without a location',
    trips: ['int-101 F'],
    inject: (server) => {
      server.locationOptions = () => []
    },
  },
  {
    id: 'register-after-reboot-4.00',
    title: 'The Register after a reboot is taken for a duplicate and refused',
    trips: ['int-241 D'],
    inject: (server) => {
      let rebooting = false
      instead(server, 'execute', (execute) => (endpoint, path, argument) => {
        rebooting = path === '/3/0/4'
        return execute(endpoint, path, argument)
      })
      instead(server, 'refusal', (refusal) => (registration, request) => {
        const refused = rebooting ? '4.00' : refusal(registration, request)
        rebooting = false
        return refused
      })
    },
  },
  {
    id: 'queue-mode-2.04',
    title: 'A Register in queue mode is answered 2.04',
    trips: ['int-108 B'],
    unsettles: ['int-109', 'TP/REG/AWAKE/BV-01'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        const code = request.query.includes('Q') ? '2.04' : '2.01'
        register({
          ...request,
          respond: (draft) => request.respond(draft.code === '2.01' ? { ...draft, code } : draft),
        })
      }),
  },
  {
    id: 'queue-mode-ignored',
    title: 'Queue mode is accepted and forgotten',
    trips: ['int-108 C', 'int-108 D'],
    inject: (server) => {
      server.regardsAsQueueMode = () => false
    },
  },
  {
    id: 'M24',
    title: 'An Update without b= resets the binding and queue mode',
    from: 'BUG-057',
    trips: ['int-108 D', 'int-109 E'],
    inject: (server) =>
      instead(server, 'merged', (merged) => (before, update) => {
        const after = merged(before, update)
        return update.binding === undefined ? { ...after, binding: 'U', queueMode: false } : after
      }),
  },
  {
    id: 'M25',
    title: 'A registration never runs out',
    from: 'BUG-060',
    trips: ['int-102 E', 'TP/REG/EXPIRY/BV-01 A'],
    inject: (server) => {
      server.expireLater = () => {}
    },
  },
  {
    id: 'M23',
    title: 'Update is accepted only as PUT',
    from: 'BUG-053',
    trips: [
      'int-102 D',
      'int-102 E',
      'int-226 D',
      'int-227 D',
      'int-107 E',
      'int-107 G',
      'int-109 D',
      'int-109 F',
      'int-230 D',
      'int-233 D',
      'int-234 D',
      'TP/REG/AGAIN/BV-01 B',
      'TP/REG/DEREGISTER/BI-01 B',
      'int-1250 D',
      'int-1350 D',
    ],
    inject: (server) => {
      server.isUpdate = ({ method }) => method === 'PUT'
    },
  },
  {
    id: 'update-2.01',
    title: 'Update is answered 2.01',
    trips: [
      'int-102 D',
      'int-226 D',
      'int-227 D',
      'int-107 E',
      'int-107 G',
      'int-109 D',
      'int-230 D',
      'int-233 D',
      'int-234 D',
      'TP/REG/AGAIN/BV-01 B',
      'TP/REG/DEREGISTER/BI-01 B',
      'int-1250 D',
      'int-1350 D',
    ],
    inject: answersWith('2.01', 'update'),
  },
  {
    id: 'update-lt-only',
    title: 'An Update without parameters is refused with 4.00',
    trips: [
      'int-104 D',
      'int-104 E',
      'int-107 G',
      'int-109 F',
      'TP/REG/AGAIN/BV-01 B',
      'TP/REG/DEREGISTER/BI-01 B',
      'int-1250 D',
      'int-1350 D',
    ],
    unsettles: ['BI-06', 'BI-07', 'BI-08', 'BV-09', 'BV-10', 'BV-11'].map(
      (purpose) => `TP/COAP/BLOCK/${purpose}`,
    ),
    inject: (server) =>
      instead(
        server,
        'updateRefusal',
        (refusal) => (registration, request) =>
          request.query.length === 0 ? '4.00' : refusal(registration, request),
      ),
  },
  {
    id: 'update-does-not-renew',
    title: 'Only an Update with lt= renews the registration',
    trips: ['int-104 E'],
    inject: (server) =>
      instead(server, 'update', (update) => (client, request) => {
        const expireLater = server.expireLater
        const renews = request.query.some((parameter) => parameter.startsWith('lt='))
        if (!renews) server.expireLater = () => {}
        update(client, request)
        server.expireLater = expireLater
      }),
  },
  {
    id: 'deregister-2.04',
    title: 'De-register is answered 2.04',
    trips: ['int-103 C'],
    unsettles: ['int-105'],
    inject: answersWith('2.04', 'deregister'),
  },
  {
    id: 'deregister-kept',
    title: 'De-register is granted and the registration kept',
    trips: ['int-103 D', 'int-105 B'],
    inject: (server) => {
      server.deregister = (_, request) => void request.respond({ code: '2.02' })
    },
  },
  {
    id: 'empty-with-token',
    title: 'Before it answers a Register it sends an Empty message with a token',
    from: ['BUG-283', 'BUG-282'],
    trips: ['TP/COAP/FORM/BV-01 B'],
    inject: (server) =>
      instead(server, 'register', (register) => (request) => {
        server.coap.sendRaw(request.peer, Uint8Array.of(0x51, 0, 0x12, 0x34, 0xff))
        register(request)
      }),
  },
  {
    id: 'unknown-location-4.00',
    title: 'An Update of a registration it does not hold is answered 4.00',
    trips: [
      'int-102 E',
      'int-103 D',
      'TP/REG/AGAIN/BV-01 C',
      'TP/REG/DEREGISTER/BI-01 A',
      'TP/REG/EXPIRY/BV-01 A',
      'TP/REP/SEND/BI-01 A',
    ],
    inject: (server) =>
      instead(
        server,
        'answer',
        (answer) => (request) =>
          answer({
            ...request,
            respond: (draft) => request.respond(draft.code === '4.04' ? { ...draft, code: '4.00' } : draft),
          }),
      ),
  },
]
