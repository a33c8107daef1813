import { contentFormats } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { onOperation, succeedsWith, writesNodes, writesOctets } from './faults.ts'

const octets = contentFormats.opaque

const formatOf = (operation: Operation): number | undefined =>
  'contentFormat' in operation ? operation.contentFormat : undefined

/** Firmware and software are written as octets, too. */
const packages: readonly CriterionId[] = [
  'int-755 A',
  'int-755 C',
  'int-760 F',
  'int-770 B',
  'int-770 E',
  'TP/FW/RESET/BV-01 A',
  'TP/FW/RESET/BV-03 A',
  'TP/SWM/DELIVERY/BV-01 A',
]

/** Faults in opaque values, on the purposes of one enabler version. */
function faults(
  lwm2m: '1.0' | '1.1',
  { read, write, types, others }: { read: string; write: string; types: CriterionId; others: CriterionId[] },
): readonly Mutant<ReferenceClient>[] {
  const base = 'TP/DM/OPAQUE/BV-'
  const criterion = (number: string, letter: string): CriterionId => `${base}${number} ${letter}`
  const spoilt = lwm2m === '1.0' ? 'tlv' : 'text'
  const name = (id: string): string => (lwm2m === '1.1' ? id : `${id}-${lwm2m}`)
  return [
    {
      id: name('opaque-read-2.04'),
      title: 'A Read as octets is answered 2.04',
      trips: [criterion(read, 'A'), criterion(write, 'B'), types],
      lwm2m,
      inject: succeedsWith(
        '2.04',
        'read',
        (operation) => 'accept' in operation && operation.accept === octets,
      ),
    },
    {
      id: name('opaque-as-text'),
      title: 'Octets are said to be text',
      trips: [criterion(read, 'B'), criterion(read, 'C'), criterion(write, 'B'), types],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'read', accept: octets }, (proceed) => {
          const response = proceed()
          return response.code === '2.05' ? { ...response, contentFormat: contentFormats.text } : response
        }),
    },
    {
      id: name('opaque-reversed'),
      title: 'Octets come out in reverse order',
      trips: [criterion(read, 'C'), criterion(write, 'B'), types],
      lwm2m,
      inject: writesOctets('opaque', (payload) => payload.toReversed()),
    },
    {
      id: name('opaque-strings'),
      title: 'Strings are given as octets',
      from: 'BUG-112',
      trips: [criterion(read, 'D'), 'TP/DM/FORMAT/BI-01 C'],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'read', accept: octets }, (proceed, { path }) => {
          const value = client.store.value(path)
          if (value?.type !== 'string') return proceed()
          return { code: '2.05', contentFormat: octets, payload: Buffer.from(value.value) }
        }),
    },
    {
      id: name('opaque-write-2.01'),
      title: 'A Write as octets is answered 2.01',
      trips: [criterion(write, 'A'), types, ...packages],
      lwm2m,
      inject: succeedsWith('2.01', 'write', (operation) => formatOf(operation) === octets),
    },
    {
      id: name('opaque-third-octet'),
      title: `Every third octet of opaque values is wrong in ${spoilt}`,
      from: 'BUG-111',
      trips: [criterion(read, 'C'), criterion(write, 'C'), ...others],
      lwm2m,
      inject: writesNodes(spoilt, (nodes) =>
        nodes.map((node) =>
          node.value?.type === 'opaque'
            ? {
                ...node,
                value: { ...node.value, value: node.value.value.map((o, i) => (i % 3 === 2 ? 0 : o)) },
              }
            : node,
        ),
      ),
    },
  ]
}

/** Faults in opaque values, on the purposes of both test objects. */
export const opaqueMutants: readonly Mutant<ReferenceClient>[] = [
  ...faults('1.1', {
    read: '01',
    write: '02',
    types: 'TP/DM/TYPES/BV-06 F',
    others: ['TP/DM/TYPES/BV-05 F'],
  }),
  ...faults('1.0', {
    read: '03',
    write: '04',
    types: 'TP/DM/TYPES/BV-02 F',
    others: ['TP/DM/TYPES/BV-03 F'],
  }),
]
