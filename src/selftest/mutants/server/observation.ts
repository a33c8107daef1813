import { decode } from '#coap'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'
import { attachesOnlyTheFirst, isWriteAttributes, periodsAttached, sendsInstead } from './faults.ts'

export const observationMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'copy-of-notification-ignored',
    title: 'The copy of a notification is not acknowledged',
    from: 'BUG-291',
    trips: ['TP/COAP/MSG/BV-11 A'],
    strict: true,
    inject: onDatagrams(() => {
      const acknowledged = new Set<number>()
      return {
        ...readingAs((message) =>
          message.type === 'CON' && message.code === '2.05' && acknowledged.has(message.messageId)
            ? undefined
            : message,
        )(),
        outgoing(datagram) {
          const { message } = decode(datagram)
          if (message?.type === 'ACK') acknowledged.add(message.messageId)
          return datagram
        },
      }
    }),
  },
  {
    id: 'attributes-by-post',
    title: 'Attributes are attached by POST',
    trips: [...periodsAttached, 'int-310 C'],
    inject: sendsInstead((draft) => (isWriteAttributes(draft) ? { ...draft, method: 'POST' } : draft)),
  },
  {
    id: 'attributes-first-only',
    title: 'Of several attributes, only the first is attached',
    trips: periodsAttached,
    inject: attachesOnlyTheFirst,
  },
  {
    id: 'attributes-milliseconds',
    title: 'Periods are attached in milliseconds',
    trips: [...periodsAttached, 'int-310 C'],
    inject: (server) =>
      instead(
        server,
        'writeAttributes',
        (write) => (endpoint, path, query) =>
          write(
            endpoint,
            path,
            query.map((attribute) => `${attribute}000`),
          ),
      ),
  },
  {
    id: 'attributes-never-sent',
    title: 'Attributes are never attached',
    from: 'BUG-083',
    trips: [...periodsAttached, 'int-310 C'],
    unsettles: ['int-303'],
    inject: (server) => {
      server.writeAttributes = async () => undefined
    },
  },
  {
    id: 'one-token',
    title: 'All observations have the same token',
    from: 'BUG-171',
    trips: ['int-301 C', 'int-1203 C', 'int-1204 C'],
    inject: (server) => {
      server.observations.token = () => Uint8Array.of(1, 2, 3, 4)
    },
  },
  {
    id: 'notifications-reset',
    title: 'Notifications are answered with RST',
    from: 'BUG-197',
    trips: [
      'ESIM-918 D',
      'int-301 J',
      'int-304 H',
      'int-308 F',
      'int-309 G',
      'int-310 G',
      'int-710 J',
      'int-810 J',
      'int-910 J',
      'int-910 N',
      'int-1203 J',
      'int-1204 J',
      'int-1900 J',
      'TP/OBJ/PORTFOLIO/BV-03 J',
      'TP/REP/LARGE/BV-02 B',
      'TP/REP/LARGE/BV-02 C',
      'TP/REP/LARGE/BV-02 D',
      'int-760 H',
      'TP/FW/SERVER/BV-01 D',
    ],
    unsettles: ['TP/COAP/MSG/BV-11', 'TP/REP/ORDER/BV-01', 'TP/REP/NON/BV-01'],
    inject: (server) => {
      server.observations.resets = () => true
    },
  },
  {
    id: 'non-notifications-dropped',
    title: 'Notifications that come by NON are passed over',
    trips: ['TP/REP/NON/BV-01 A'],
    inject: ({ observations }) =>
      instead(
        observations,
        'counts',
        (counts) => (notification) => notification.type !== 'NON' && counts(notification),
      ),
  },
  {
    id: 'cancel-never-resets',
    title: 'Notifications of a cancelled observation are acknowledged',
    from: 'BUG-301',
    trips: ['int-302 D'],
    inject: (server) => {
      server.observations.resets = () => false
    },
  },
  {
    id: 'cancel-plain-get',
    title: 'An observation is cancelled by a GET without Observe',
    trips: ['int-303 A', 'int-305 A', 'int-910 N', 'TP/REP/LARGE/BV-02 D'],
    inject: (server) =>
      instead(server.observations, 'cancelDraft', (cancelDraft) => (observation) => {
        const { observe: _, ...draft } = cancelDraft(observation)
        return draft
      }),
  },
  {
    id: 'cancel-new-token',
    title: 'An observation is cancelled with another token',
    trips: ['int-303 B', 'int-305 B', 'TP/REP/LARGE/BV-02 D'],
    inject: (server) =>
      instead(server.observations, 'cancelDraft', (cancelDraft) => (observation) => {
        const { token: _, ...draft } = cancelDraft(observation)
        return draft
      }),
  },
]
