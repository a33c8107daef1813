import type { ResponseDraft } from '#coap'
import { contentFormats, encodePaths } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { newer, onOperation } from './faults.ts'

/** Does otherwise with a composite operation whose content is in SenML-ETCH. */
function onEtch(
  kind: 'read-composite' | 'write-composite',
  change: (operation: Operation, client: ReferenceClient) => ResponseDraft,
) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind }, (proceed, operation) => {
      const format = 'contentFormat' in operation ? operation.contentFormat : undefined
      return format === 320 || format === 322 ? change(operation, client) : proceed()
    })
}

/** Faults in composite operations in SenML-ETCH (LwM2M 1.2). */
export const compositeEtchMutants: readonly Mutant<ReferenceClient>[] = newer([
  {
    id: 'etch-list-4.00',
    title: 'A list in SenML-ETCH JSON is answered 4.00',
    trips: ['TP/DM/ETCH/BV-01 A'],
    inject: (client) =>
      onOperation(client, { kind: 'read-composite' }, (proceed, operation) =>
        'contentFormat' in operation && operation.contentFormat === 320 ? { code: '4.00' } : proceed(),
      ),
  },
  {
    id: 'etch-first-path',
    title: 'Of a list in SenML-ETCH the first path is read',
    trips: ['TP/DM/ETCH/BV-01 B'],
    inject: onEtch('read-composite', (operation, { device }) =>
      device.composite.read({
        contentFormat: contentFormats['senml-cbor'],
        payload: encodePaths('senml-cbor', [[3, 0, 16]]),
        ...('accept' in operation && operation.accept !== undefined && { accept: operation.accept }),
      }),
    ),
  },
  {
    id: 'etch-values-5.00',
    title: 'Values in SenML-ETCH are answered 5.00',
    trips: ['TP/DM/ETCH/BV-02 A'],
    inject: onEtch('write-composite', () => ({ code: '5.00' })),
  },
  {
    id: 'etch-values-not-written',
    title: 'Values in SenML-ETCH are answered 2.04 and not written',
    trips: ['TP/DM/ETCH/BV-02 B'],
    inject: onEtch('write-composite', () => ({ code: '2.04' })),
  },
])
