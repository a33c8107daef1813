import { contentFormats, encodePaths, type Node, parsePath } from '#content'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { attachesOnlyTheFirst, periodsAttached, sendsInstead } from './faults.ts'

/** Faults in composite observations, in those with parameters, and in taking what Clients send. */
export const reportMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'composite-observe-first',
    title: 'An Observe-Composite lists the first path alone',
    trips: ['int-304 C', 'int-305 A', 'int-308 B', 'int-309 A', 'int-310 A'],
    inject: ({ observations }) =>
      instead(
        observations,
        'compositeDraft',
        (draft) => (endpoint, paths, format) => draft(endpoint, paths.slice(0, 1), format),
      ),
  },
  {
    id: 'M45',
    title: 'Notifications of several paths are answered with RST',
    from: 'BUG-156',
    trips: ['int-304 H', 'int-308 F', 'int-309 G', 'int-310 G'],
    inject: ({ observations }) =>
      instead(
        observations,
        'resets',
        (resets) => (observation) => observation.path.includes(' ') || resets(observation),
      ),
  },
  {
    id: 'composite-cancel-first',
    title: 'A composite observation is cancelled with its first path alone',
    trips: ['int-305 A'],
    inject: ({ observations }) =>
      instead(observations, 'cancelDraft', (cancelDraft) => (observation) => {
        const [first = '', ...others] = observation.path.split(' ')
        const payload = encodePaths('senml-cbor', [parsePath(first)])
        const contentFormat = contentFormats['senml-cbor']
        const draft = cancelDraft(observation)
        return others.length === 0 ? draft : { ...draft, contentFormat, payload }
      }),
  },
  {
    id: 'send-unknown',
    title: 'A Send is answered 4.04',
    trips: ['int-306 D'],
    unsettles: ['TP/REG/AGAIN/BV-01'],
    inject: ({ receiving }) => {
      receiving.answer = (request) => void request.respond({ code: '4.04' })
    },
  },
  {
    id: 'send-of-one-object',
    title: 'A Send of one object alone is refused',
    trips: ['int-307 E', 'TP/REP/SEND/BI-01 B', 'TP/REP/SEND/BI-02 B'],
    unsettles: ['TP/REG/AGAIN/BV-01'],
    inject: ({ receiving }) =>
      instead(receiving, 'refusal', (refusal) => (client, nodes) => {
        const objects = new Set(nodes.map(({ path }) => path[0]))
        return refusal(client, nodes) ?? (objects.size === 1 ? '4.00' : undefined)
      }),
  },
  {
    id: 'send-any-object',
    title: 'Values of objects that were not registered are taken',
    from: 'BUG-202',
    trips: ['TP/REP/SEND/BI-01 A'],
    inject: ({ receiving }) => {
      receiving.refusal = () => undefined
    },
  },
  {
    id: 'send-any-format',
    title: 'A Send is taken in any format',
    from: 'BUG-203',
    trips: ['TP/REP/SEND/BI-02 A'],
    inject: ({ receiving }) =>
      instead(
        receiving,
        'formatOf',
        (formatOf) => (request) =>
          request.contentFormat === contentFormats.json ? 'json' : formatOf(request),
      ),
  },
  {
    id: 'create-by-put',
    title: 'Instances are created by PUT',
    trips: ['int-308 A', 'int-1250 A', 'int-1350 A'],
    unsettles: ['int-309'],
    inject: sendsInstead((draft) =>
      draft.method === 'POST' && draft.path?.length === 1 ? { ...draft, method: 'PUT' } : draft,
    ),
  },
  {
    id: 'delete-whole-object',
    title: 'An instance is deleted by a DELETE of its object',
    trips: ['int-309 D'],
    inject: sendsInstead((draft) =>
      draft.method === 'DELETE' ? { ...draft, path: draft.path?.slice(0, 1) ?? [] } : draft,
    ),
  },
  {
    id: 'send-whole-instances',
    title: 'A Send of less than three values is refused',
    trips: ['int-311 C'],
    inject: ({ receiving }) =>
      instead(
        receiving,
        'refusal',
        (refusal) => (client, nodes) => refusal(client, nodes) ?? (nodes.length < 3 ? '4.00' : undefined),
      ),
  },
  {
    id: 'send-discarded',
    title: 'What is sent is answered 2.04 and thrown away',
    from: 'BUG-204',
    trips: ['int-311 D'],
    inject: ({ receiving }) => {
      receiving.take = () => {}
    },
  },
  {
    id: 'send-in-blocks-4.00',
    title: 'A Send that is longer than a block is refused',
    trips: ['TP/REP/SEND/BV-01 A'],
    inject: ({ receiving }) =>
      instead(receiving, 'answer', (answer) => (request) => {
        if (request.payload.length > 1024) request.respond({ code: '4.00' })
        else answer(request)
      }),
  },
  {
    id: 'send-in-blocks-cut-off',
    title: 'Of a string that is sent in blocks the first 1024 characters are kept',
    trips: ['TP/REP/SEND/BV-01 B'],
    inject: ({ receiving }) =>
      instead(receiving, 'take', (take) => (client, nodes) => {
        const kept = nodes.map((node): Node => {
          const { path, value } = node
          return typeof value?.value === 'string'
            ? { path, value: { type: 'string', value: value.value.slice(0, 1024) } }
            : node
        })
        take(client, kept)
      }),
  },
  {
    id: 'parameters-left-out',
    title: 'An Observe goes without its parameters',
    lwm2m: '1.2',
    trips: ['int-312 A', 'int-313 C'],
    inject: ({ observations }) =>
      instead(
        observations,
        'begin',
        (begin) =>
          (endpoint, path, { query: _, ...draft }) =>
            begin(endpoint, path, draft),
      ),
  },
  {
    id: 'parameters-reset',
    title: 'Notifications of an Observe with parameters are answered with RST',
    lwm2m: '1.2',
    trips: ['int-312 F', 'int-313 F'],
    inject: ({ observations }) =>
      instead(
        observations,
        'resets',
        (resets) => (observation) => observation.draft.query !== undefined || resets(observation),
      ),
  },
  {
    id: 'attributes-first-only-1.2',
    title: 'Of several attributes, only the first is attached',
    lwm2m: '1.2',
    trips: [...periodsAttached, 'int-313 A'],
    inject: attachesOnlyTheFirst,
  },
]
