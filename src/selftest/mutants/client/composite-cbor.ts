import { contentFormats, encodePaths, type Node, pathText } from '#content'
import type { Composite, Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, newer, onOperation, readsNodes } from './faults.ts'
import { onReporting } from './reporting.ts'

const lwm2mCbor = contentFormats['lwm2m-cbor']
const senmlCbor = contentFormats['senml-cbor']

/** Changes what a list of paths is read as. */
function readsAs(change: (nodes: readonly Node[]) => readonly Node[]) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'encode',
      (encode) => (format, nodes, base) =>
        encode(format, format === 'lwm2m-cbor' && base.length === 0 ? change(nodes) : nodes, base),
    )
}

/** Gives SenML CBOR to whoever accepts LwM2M CBOR in an operation. */
function givesSenml(kind: Operation['kind']) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind, accept: lwm2mCbor }, (proceed, operation) =>
      isList(operation) ? client.device.composite.read({ ...operation, accept: senmlCbor }) : proceed(),
    )
}

function isList(operation: Operation): operation is Operation & Parameters<Composite['read']>[0] {
  return operation.kind === 'read-composite' || operation.kind === 'observe-composite'
}

/** Reports of a composite observation come of another request. */
function reportsOn(change: (request: Parameters<Composite['read']>[0]) => Partial<typeof request>) {
  return onReporting(({ reporting }) =>
    instead(
      reporting,
      'report',
      (report) => (request) =>
        report(
          request.method === 'FETCH' && request.accept === lwm2mCbor
            ? { ...request, ...change(request) }
            : request,
        ),
    ),
  )
}

const ofTheNewer: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'composite-cbor-2.04',
    title: 'Read-Composite in LwM2M CBOR is answered 2.04',
    trips: ['TP/DM/CBOR/BV-01 A'],
    inject: answersWith('2.04', { kind: 'read-composite', accept: lwm2mCbor }),
  },
  {
    id: 'composite-cbor-is-senml',
    title: 'Read-Composite gives SenML CBOR to whoever accepts LwM2M CBOR',
    trips: ['TP/DM/CBOR/BV-01 B'],
    inject: givesSenml('read-composite'),
  },
  {
    id: 'composite-cbor-shortens',
    title: 'Read-Composite in LwM2M CBOR loses half of a number',
    trips: ['TP/DM/CBOR/BV-01 C'],
    inject: readsAs((nodes) =>
      nodes.map(({ path, value }) =>
        value?.type === 'integer'
          ? { path, value: { type: 'integer', value: value.value / 2n } }
          : { path, ...(value === undefined ? {} : { value }) },
      ),
    ),
  },
  {
    id: 'composite-cbor-adds',
    title: 'Read-Composite in LwM2M CBOR gives the Short Server ID with it',
    trips: ['TP/DM/CBOR/BV-01 D'],
    inject: readsAs((nodes) => [...nodes, { path: [1, 0, 0], value: { type: 'integer', value: 1n } }]),
  },
  {
    id: 'write-composite-cbor-2.01',
    title: 'Write-Composite in LwM2M CBOR is answered 2.01',
    trips: ['TP/DM/CBOR/BV-02 A'],
    inject: (client) =>
      onOperation(client, { kind: 'write-composite' }, (proceed, operation) => {
        const response = proceed()
        const isMeant = 'contentFormat' in operation && operation.contentFormat === lwm2mCbor
        return isMeant && response.code === '2.04' ? { code: '2.01' } : response
      }),
  },
  {
    id: 'write-composite-cbor-no-boolean',
    title: 'Write-Composite in LwM2M CBOR loses booleans',
    trips: ['TP/DM/CBOR/BV-02 B'],
    inject: readsNodes('lwm2m-cbor', (nodes, base) =>
      nodes.filter(({ value }) => base.length > 0 || value?.type !== 'boolean'),
    ),
  },
  {
    id: 'write-composite-cbor-disturbs',
    title: 'Write-Composite in LwM2M CBOR changes the Lifetime, too',
    trips: ['TP/DM/CBOR/BV-02 C'],
    inject: readsNodes('lwm2m-cbor', (nodes, base) =>
      base.length > 0 || nodes.some(({ path }) => pathText(path) === '/1/0/1')
        ? nodes
        : [...nodes, { path: [1, 0, 1], value: { type: 'integer', value: 300n } }],
    ),
  },
  {
    id: 'composite-cbor-not-observed',
    title: 'Observe-Composite in LwM2M CBOR is answered, and not begun',
    trips: ['TP/REP/CBOR/BV-01 A', 'TP/REP/CBOR/BV-01 C'],
    inject: onReporting(({ reporting }) =>
      instead(
        reporting,
        'observedPaths',
        (observedPaths) => (operation) =>
          operation.accept === lwm2mCbor && operation.path.length === 0 ? [] : observedPaths(operation),
      ),
    ),
  },
  {
    id: 'composite-cbor-begins-in-senml',
    title: 'The answer to an Observe-Composite is in SenML CBOR, whatever is accepted',
    trips: ['TP/REP/CBOR/BV-01 B'],
    inject: givesSenml('observe-composite'),
  },
  {
    id: 'composite-cbor-reports-senml',
    title: 'Composite notifications are in SenML CBOR, whatever was accepted',
    trips: ['TP/REP/CBOR/BV-01 C'],
    inject: reportsOn(() => ({ accept: senmlCbor })),
  },
  {
    id: 'composite-cbor-reports-first',
    title: 'A composite notification in LwM2M CBOR has the last path alone',
    trips: ['TP/REP/CBOR/BV-01 D'],
    inject: reportsOn(() => ({ payload: encodePaths('senml-cbor', [[3, 0, 16]]) })),
  },
]

/** Faults in composite operations in LwM2M CBOR, with it (LwM2M 1.2) and without. */
export const compositeCborMutants: readonly Mutant<ReferenceClient>[] = [
  ...newer(ofTheNewer),
  {
    id: 'composite-cbor-unknown-is-senml',
    title: 'Without LwM2M CBOR it gives SenML CBOR to whoever accepts that',
    trips: ['TP/DM/CBOR/BI-01 A'],
    inject: ({ device: { composite } }) =>
      instead(
        composite,
        'formatFor',
        (formatFor) => (accept) => (accept === lwm2mCbor ? 'senml-cbor' : formatFor(accept)),
      ),
  },
  {
    id: 'write-composite-cbor-4.00',
    title: 'Without LwM2M CBOR it answers a Write-Composite in that with 4.00',
    trips: ['TP/DM/CBOR/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write-composite' }, (proceed, operation) =>
        'contentFormat' in operation && operation.contentFormat === lwm2mCbor ? { code: '4.00' } : proceed(),
      ),
  },
]
