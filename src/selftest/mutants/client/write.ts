import { contentFormats, pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onlySays, onOperation, readsNodes } from './faults.ts'

export const writeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'write-pmin-2.01',
    title: 'A Write of the Default Minimum Period is answered 2.01',
    trips: ['int-205 A', 'int-212 A'],
    inject: answersWith('2.01', { kind: 'write', path: '/1/0/2' }),
  },
  {
    id: 'write-pmax-lost',
    title: 'A Write of the Default Maximum Period is answered and lost',
    trips: ['int-205 B', 'int-212 B'],
    inject: onlySays('2.04', { kind: 'write', path: '/1/0/3' }),
  },
  {
    id: 'write-text-no-return',
    title: 'Written as text, the Disable Timeout does not go back to the value it had last',
    trips: ['int-205 C'],
    unsettles: ['TP/REG/DISABLE/BV-01'],
    inject: (client) => {
      let last = ''
      onOperation(client, { kind: 'write', path: '/1/0/5' }, (proceed, operation) => {
        if (!('contentFormat' in operation) || operation.contentFormat !== contentFormats.text)
          return proceed()
        if (Buffer.from(operation.payload).toString() === last) return { code: '2.04' }
        last = String(client.value('/1/0/5')?.value)
        return proceed()
      })
    },
  },
  {
    id: 'M40',
    title: 'A Write as text always goes to resource 0',
    from: 'BUG-139',
    trips: [
      'int-102 B',
      'int-102 C',
      'int-205 A',
      'int-205 B',
      'int-227 B',
      'int-227 C',
      'int-107 D',
      'int-228 A',
      'int-228 B',
      'int-307 B',
      'int-910 K',
      'int-1250 H',
      'int-1250 I',
      'int-778 B',
      'int-778 D',
      'int-756 A',
      'int-756 C',
      'int-756 D',
      'int-771 A',
      'int-771 C',
      'int-771 D',
      'TP/FW/RESULT/BV-03 B',
      'TP/FW/RESULT/BV-03 D',
      'TP/FW/PULL/BV-01 A',
      'TP/FW/PULL/BV-05 A',
      'TP/FW/PULL/BV-07 A',
      'TP/FW/RESET/BV-02 A',
      'TP/FW/RESET/BV-02 B',
      'TP/FW/RESET/BV-02 C',
      'TP/SWM/DELIVERY/BV-02 A',
      'TP/SWM/DELIVERY/BV-02 B',
      'TP/FW/PULL/BI-01 B',
      'TP/FW/PULL/BI-02 B',
      'TP/FW/PULL/BI-03 A',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/RESULT/BV-01 A',
      'TP/SWM/RESULT/BV-05 B',
      'TP/SWM/RESULT/BV-06 B',
    ],
    unsettles: [
      'int-775',
      'int-103',
      'int-233',
      'int-234',
      'TP/COAP/MSG/BV-07',
      'TP/REG/DISABLE/BV-01',
      'TP/FW/POWER/BV-01',
      'TP/FW/RESET/BV-03',
      'TP/FW/RESET/BV-04',
      'TP/FW/UPDATE/BI-01',
      'TP/OBJ/DEVICE/BV-01',
    ],
    inject: readsNodes('text', (nodes) =>
      nodes.map((node) => ({ ...node, path: [...node.path.slice(0, 2), 0] })),
    ),
  },
  {
    id: 'write-cbor-boolean',
    title: 'Booleans written as CBOR are lost',
    trips: ['int-212 B'],
    inject: readsNodes('cbor', (nodes) => nodes.filter(({ value }) => value?.type !== 'boolean')),
  },
  {
    id: 'write-partial-2.01',
    title: 'A partial Write is answered 2.01',
    trips: [
      'int-215 A',
      'int-226 B',
      'TP/DM/CREATE/BI-03 A',
      'TP/DM/EXECUTE/BI-01 D',
      'TP/DM/WRITE/BI-04 A',
      'TP/DM/WRITE/BV-02 A',
      'int-220 A',
      'int-233 E',
      'int-234 E',
      'int-651 A',
      'TP/FW/PULL/BV-02 A',
    ],
    inject: answersWith('2.01', { kind: 'write', mode: 'partial' }),
  },
  {
    id: 'write-replace-2.01',
    title: 'A replacing Write of an instance is answered 2.01',
    trips: ['int-215 C', 'int-220 C'],
    inject: answersWith('2.01', { kind: 'write', mode: 'replace', path: '/1/0' }),
  },
  {
    id: 'write-first-only',
    title: 'A Write takes the first resource of a payload and drops the others',
    trips: [
      'int-215 B',
      'int-215 D',
      'int-226 E',
      'TP/DM/WRITE/BI-01 B',
      'TP/DM/WRITE/BV-01 B',
      'TP/DM/WRITE/BV-02 B',
      'int-220 B',
      'int-230 E',
      'int-233 G',
      'int-234 G',
      'int-257 B',
      'int-257 C',
      'int-651 B',
      'int-651 F',
      'TP/OBJ/PORTFOLIO/BV-02 C',
    ],
    unsettles: ['int-306', 'int-307', 'int-311', 'TP/REG/DISABLE/BV-01'],
    inject: ({ device }) =>
      instead(
        device.writing,
        'apply',
        (apply) => (path, nodes, mode) => apply(path, nodes.slice(0, 1), mode),
      ),
  },
  {
    id: 'partial-replaces',
    title: 'A partial Write of an instance replaces it',
    trips: ['int-226 E', 'TP/DM/WRITE/BV-02 C', 'TP/DM/TYPES/BV-08 J'],
    unsettles: ['TP/DM/WRITE/BV-05', 'int-306', 'int-307', 'int-311', 'TP/REG/DISABLE/BV-01'],
    inject: ({ device }) =>
      instead(device.writing, 'apply', (apply) => (path, nodes) => apply(path, nodes, 'replace')),
  },
  {
    id: 'replace-keeps',
    title: 'A replacing Write clears what it leaves out and keeps the rest as it was',
    trips: ['int-215 D', 'int-220 D', 'int-651 F'],
    inject: ({ device, store }) =>
      instead(device.writing, 'apply', (apply) => (path, nodes, mode) => {
        const held = mode === 'replace' && path.length === 2 ? store.nodes(path) : []
        apply(path, nodes, mode)
        for (const node of held)
          if (
            node.value !== undefined &&
            nodes.some((written) => pathText(written.path) === pathText(node.path))
          )
            store.set(node.path, node.value)
      }),
  },
  {
    id: 'M38',
    title: 'PUT on an instance is a partial update',
    from: 'BUG-134',
    trips: ['int-215 E', 'int-220 E'],
    inject: ({ device }) =>
      instead(
        device.writing,
        'apply',
        (apply) => (path, nodes, mode) => apply(path, nodes, path.length === 2 ? 'partial' : mode),
      ),
  },
  {
    id: 'M39',
    title: 'A Write of a read-only resource is obeyed',
    from: 'BUG-136',
    trips: [
      'int-256 A',
      'int-256 B',
      'TP/DM/COMPOSITE/BI-01 A',
      'TP/DM/COMPOSITE/BI-01 B',
      'TP/DM/WRITE/BI-04 A',
      'TP/DM/WRITE/BI-04 B',
      'int-651 D',
      'TP/OBJ/DEVICE/BI-01 A',
      'TP/OBJ/DEVICE/BI-01 B',
      'TP/OBJ/MONITORING/BI-01 A',
      'TP/OBJ/MONITORING/BI-01 B',
    ],
    mayTrip: ['int-652 A', 'int-652 B', 'int-652 C'],
    unsettles: ['int-652', 'TP/OBJ/DEVICE/BV-02', 'TP/OBJ/DEVICE/BV-03'],
    inject: ({ device }) => {
      device.writing.isWritable = ({ operations }) => operations !== 'E'
    },
  },
  {
    id: 'read-only-4.00',
    title: 'A Write of a read-only resource is refused with 4.00',
    trips: ['int-256 A'],
    inject: answersWith('4.00', { kind: 'write', path: '/1/0/0' }),
  },
  {
    id: 'read-only-obeyed',
    title: 'A Write of the Short Server ID is refused and obeyed',
    trips: ['int-256 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: '/1/0/0' }, (proceed) => {
        client.store.set([1, 0, 0], { type: 'integer', value: 123n })
        return proceed()
      }),
  },
]
