import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith } from './faults.ts'

/** Faults in Send, and in muting it. */
export const sendMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'send-by-put',
    title: 'Values are sent by PUT',
    trips: ['int-306 A'],
    inject: (client) =>
      instead(
        client,
        'toServer',
        (toServer) => (draft) => toServer(draft.path?.[0] === 'dp' ? { ...draft, method: 'PUT' } : draft),
      ),
  },
  {
    id: 'send-json',
    title: 'Values are sent in the JSON of LwM2M 1.0',
    trips: ['int-306 B'],
    inject: ({ sending }) => {
      sending.format = () => 'json'
    },
  },
  {
    id: 'send-unregistered',
    title: 'Values of an object that is not registered are sent, too',
    trips: ['int-306 C'],
    inject: ({ sending }) =>
      instead(sending, 'nodes', (nodes) => (paths) => [
        ...nodes(paths),
        { path: [8, 0, 3], value: { type: 'integer', value: 0n } },
      ]),
  },
  {
    id: 'mute-2.01',
    title: 'A Write of Mute Send is answered 2.01',
    trips: ['int-307 B'],
    inject: answersWith('2.01', { kind: 'write', path: '/1/0/23' }),
  },
  {
    id: 'mute-ignored',
    title: 'Mute Send is ignored',
    trips: ['int-307 C'],
    inject: ({ sending }) => {
      sending.isMuted = () => false
    },
  },
  {
    id: 'mute-for-good',
    title: 'Once muted, it sends no more',
    trips: ['int-307 D'],
    mayTrip: ['int-311 A'],
    inject: ({ sending, store }) => {
      let muted = false
      store.onChange(([object, , resource]) => {
        const isTrue = store.value([1, 0, 23])?.value === true
        if (object === 1 && resource === 23 && isTrue) muted = true
      })
      instead(sending, 'isMuted', (isMuted) => () => muted || isMuted())
    },
  },
  {
    id: 'send-first-alone',
    title: 'Of several paths, only the first is sent',
    trips: ['int-311 A'],
    inject: ({ sending }) => instead(sending, 'nodes', (nodes) => (paths) => nodes(paths.slice(0, 1))),
  },
  {
    id: 'send-other-values',
    title: 'Numbers are sent as 7',
    trips: ['int-311 B'],
    inject: ({ sending }) =>
      instead(
        sending,
        'nodes',
        (nodes) => (paths) =>
          nodes(paths).map((node) =>
            node.value?.type === 'integer' ? { ...node, value: { type: 'integer', value: 7n } } : node,
          ),
      ),
  },
]
