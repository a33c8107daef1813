import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onlySays } from './faults.ts'

export const registrationMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'register-lt',
    title: 'Register without lt=',
    trips: ['int-101 A'],
    inject: (client) =>
      instead(client, 'registerFields', (fields) => () => {
        const { lifetime: _, ...rest } = fields()
        return rest
      }),
  },
  {
    id: 'register-ep',
    title: 'Register without ep=',
    trips: ['int-101 G'],
    inject: (client) =>
      instead(client, 'registerFields', (fields) => () => {
        const { endpoint: _, ...rest } = fields()
        return rest
      }),
  },
  {
    id: 'M18',
    title: 'Register without lwm2m=',
    from: 'BUG-050',
    trips: ['int-101 B'],
    inject: (client) =>
      instead(client, 'registerFields', (fields) => () => {
        const { lwm2m: _, ...rest } = fields()
        return rest
      }),
  },
  {
    id: 'register-ct-unquoted',
    title: 'The formats of an object list are not quoted',
    from: 'BUG-047',
    trips: ['int-101 C'],
    inject: (client) =>
      instead(
        client,
        'objectLinks',
        (links) => () =>
          links().map((link) => ({
            ...link,
            attributes: link.attributes.map((attribute) => ({ ...attribute, quoted: false })),
          })),
      ),
  },
  {
    id: 'M19',
    title: 'OSCORE (/21) stands in the object list',
    from: 'BUG-044',
    trips: ['int-101 D'],
    inject: (client) => {
      client.listedObjects = () => client.store.objects().filter((object) => object !== 0)
    },
  },
  {
    id: 'register-without-device',
    title: 'Device (/3) is missing from the object list',
    trips: ['int-101 D'],
    inject: (client) =>
      instead(client, 'listedObjects', (listed) => () => listed().filter((object) => object !== 3)),
  },
  {
    id: 'lifetime-write-2.01',
    title: 'A Write of the Lifetime is answered 2.01',
    trips: [
      'int-102 B',
      'int-227 B',
      'int-107 C',
      'TP/DM/FORMAT/BI-02 A',
      'TP/DM/FORMAT/BI-02 B',
      'TP/DM/WRITE/BI-05 A',
      'int-233 E',
      'int-234 E',
      'TP/COAP/BLOCK/BI-05 A',
    ],
    inject: answersWith('2.01', { kind: 'write', path: '/1/0/1' }),
  },
  {
    id: 'M15',
    title: 'The Update after a Write of the Lifetime has no lt=',
    from: 'BUG-034',
    trips: ['int-102 C', 'int-226 C', 'int-227 C', 'int-107 D', 'int-230 C', 'int-233 F', 'int-234 F'],
    inject: (client) => {
      client.lifetimeChanged = () => client.update()
    },
  },
  {
    id: 'M20',
    title: 'Only the last segment of the location is used for Updates',
    from: 'BUG-055',
    trips: [
      'int-102 C',
      'int-103 B',
      'int-226 C',
      'int-227 C',
      'int-1630 B',
      'int-1635 B',
      'int-107 D',
      'TP/DM/CREATE/BV-01 C',
      'int-230 C',
      'int-233 F',
      'int-234 F',
      'int-1250 C',
      'int-1350 C',
    ],
    // Its observations end with each registration.
    unsettles: [
      'TP/REP/GONE/BV-01',
      'int-301',
      'int-304',
      'int-308',
      'int-309',
      'TP/REP/ATTR/BV-01',
      'TP/REP/COMPOSITE/BV-01',
      'TP/COAP/MSG/BV-07',
    ],
    inject: (client) => {
      client.locationOf = ({ location }) => location.slice(-1)
    },
  },
  {
    id: 'disable-2.01',
    title: 'Execute of Disable is answered 2.01',
    trips: ['int-103 A'],
    inject: answersWith('2.01', { kind: 'execute', path: '/1/0/4' }),
  },
  {
    id: 'disable-nothing',
    title: 'Disable is answered, and nothing happens',
    trips: ['int-103 B'],
    inject: onlySays('2.04', { kind: 'execute', path: '/1/0/4' }),
  },
  {
    id: 'disable-for-good',
    title: 'Disabled, it never registers again',
    trips: ['int-103 E'],
    inject: (client) => {
      client.disable = () => client.deregister()
    },
  },
  {
    id: 'trigger-2.01',
    title: 'The Update Trigger is answered 2.01',
    trips: ['int-104 B', 'int-1250 F'],
    inject: answersWith('2.01', { kind: 'execute', path: '/1/0/8' }),
  },
  {
    id: 'trigger-lt',
    title: 'A triggered Update states everything there is to state',
    trips: ['int-104 C'],
    inject: (client) =>
      instead(
        client,
        'execute',
        (execute) => async (path, argument) =>
          path[0] === 1 && path[2] === 8
            ? client.update({ lifetime: client.lifetime() })
            : execute(path, argument),
      ),
  },
  {
    id: 'trigger-nothing',
    title: 'The Update Trigger is answered, and nothing happens',
    trips: ['int-104 C', 'int-1250 F'],
    inject: onlySays('2.04', { kind: 'execute', path: '/1/0/8' }),
  },
  {
    id: 'renewal-late',
    title: 'It renews its registration when it has run out twice over',
    trips: ['int-105 A', 'int-107 F'],
    unsettles: ['TP/COAP/MSG/BV-07', 'TP/COAP/MSG/BV-10'],
    inject: (client) => {
      client.renewal = () => client.lifetime() * 2000
    },
  },
  {
    id: 'M16',
    title: 'After 4.04 to an Update it goes silent instead of registering',
    from: ['BUG-037', 'BUG-038'],
    trips: ['int-105 C'],
    unsettles: ['TP/COAP/MSG/BV-07', 'TP/COAP/MSG/BV-10'],
    inject: (client) => {
      client.updateRefused = async () => {}
    },
  },
  {
    id: 'register-lt-of-old',
    title: 'Register states the lifetime that it was made with, whatever was written since',
    trips: ['int-3 A', 'int-105 D'],
    inject: (client) => {
      const old = client.lifetime()
      instead(client, 'registerFields', (fields) => () => ({ ...fields(), lifetime: old }))
    },
  },
  {
    id: 'queue-in-binding',
    title: 'Queue mode is written into the binding (b=UQ) in 1.1',
    variant: 'queue-mode',
    trips: ['int-108 A'],
    inject: (client) => instead(client, 'registerFields', (fields) => () => ({ ...fields(), binding: 'UQ' })),
  },
  {
    id: 'M17',
    title: 'The Update after a Create or Delete has no object list',
    from: 'BUG-041',
    trips: ['int-1630 B', 'int-1635 B', 'TP/DM/CREATE/BV-01 C', 'int-1250 C', 'int-1350 C'],
    inject: (client) => {
      client.instancesChanged = () => client.update()
    },
  },
]
