import { contentFormats } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation } from './faults.ts'

/** Faults in what is refused: values and formats. */
const contentMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'tlv-other-resource',
    title: 'TLV of another resource than the one written is obeyed',
    from: 'BUG-094',
    trips: ['TP/DM/WRITE/BI-03 A'],
    inject: ({ device }) =>
      instead(
        device,
        'decode',
        (decode) => (format, payload, base) =>
          decode(
            format,
            payload,
            format === 'tlv' && base.length === 3 && payload[0] === 0xc1
              ? [...base.slice(0, 2), payload[1] ?? 0]
              : base,
          ),
      ),
  },
  {
    id: 'tlv-trailing',
    title: 'Octets after the end of a TLV are left unread',
    from: 'BUG-095',
    trips: ['TP/DM/WRITE/BI-03 B', 'TP/DM/WRITE/BI-03 D'],
    unsettles: ['TP/DM/WRITE/BI-01', 'TP/DM/WRITE/BI-02', 'TP/DM/WRITE/BV-01', 'TP/DM/WRITE/BV-02'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const isOne = format === 'tlv' && base.length === 3 && payload[0] === 0xc1
        return decode(format, isOne ? payload.slice(0, 3) : payload, base)
      }),
  },
  {
    id: 'tlv-cut-off',
    title: 'TLV that is cut off is answered well, and ignored',
    from: 'BUG-325',
    trips: ['TP/DM/WRITE/BI-03 C'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const isCutOff = format === 'tlv' && base.length === 3 && (payload[0]! & 7) > payload.length - 2
        return isCutOff ? { nodes: [], findings: [] } : decode(format, payload, base)
      }),
  },
  {
    id: 'text-no-integer',
    title: 'Text that is no integer is taken for its length',
    trips: ['TP/DM/WRITE/BI-05 A', 'TP/DM/WRITE/BI-05 B', 'TP/COAP/BLOCK/BI-05 A', 'TP/COAP/BLOCK/BI-05 B'],
    unsettles: ['TP/COAP/MSG/BV-07', 'TP/COAP/MSG/BV-10'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const reading = decode(format, payload, base)
        const isInteger = device.shapeOf(base[0]!, base[2]!)?.type === 'integer'
        return format === 'text' && isInteger && reading.findings.length > 0
          ? {
              nodes: [{ path: base, value: { type: 'integer', value: BigInt(payload.length) } }],
              findings: [],
            }
          : reading
      }),
  },
  {
    id: 'text-integer-begun',
    title: 'Text that begins as an integer is taken for it',
    trips: ['TP/DM/WRITE/BI-05 A', 'TP/DM/WRITE/BI-05 B'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const [begun] = /^\d+(?=\D)/.exec(Buffer.from(payload).toString()) ?? []
        const isInteger = device.shapeOf(base[0]!, base[2]!)?.type === 'integer'
        return format === 'text' && isInteger && begun !== undefined
          ? { nodes: [{ path: base, value: { type: 'integer', value: BigInt(begun) } }], findings: [] }
          : decode(format, payload, base)
      }),
  },
  {
    id: 'write-nothing-5.00',
    title: 'A Write to nothing is answered 5.00',
    from: 'BUG-138',
    trips: ['TP/DM/WRITE/BI-05 C'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^\/1\/\d+\/1$/ }, (proceed) => {
        const response = proceed()
        return response.code === '4.04' ? { code: '5.00' } : response
      }),
  },
  {
    id: 'content-format-unknown',
    title: 'A Content-Format that it does not know is taken for text',
    trips: ['TP/DM/FORMAT/BI-02 A', 'TP/DM/FORMAT/BI-02 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'nodesIn',
        (nodesIn) => (base, content) =>
          nodesIn(base, content.contentFormat === 65000 ? { ...content, contentFormat: 0 } : content),
      ),
  },
  {
    id: 'content-format-links',
    title: 'Link-format is taken for text',
    trips: ['TP/DM/FORMAT/BI-02 B', 'TP/DM/FORMAT/BI-02 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'nodesIn',
        (nodesIn) => (base, content) =>
          nodesIn(
            base,
            content.contentFormat === contentFormats.link ? { ...content, contentFormat: 0 } : content,
          ),
      ),
  },
]

/** Faults in what Create and Delete refuse, and say. */
const instanceMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'create-no-location',
    title: 'Create does not say what it made',
    from: 'BUG-141',
    trips: ['TP/DM/CREATE/BV-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'create' }, (proceed) => {
        const { location: _, ...response } = proceed()
        return response
      }),
  },
  {
    id: 'create-overwrites',
    title: 'Create of an instance that is there overwrites it',
    trips: ['TP/DM/CREATE/BI-01 A', 'TP/DM/CREATE/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'create' }, (proceed, operation) => {
        const isMeant = operation.path[0] === 16 && client.store.has([16, 103])
        if (isMeant) client.store.remove([16, 103])
        return proceed()
      }),
  },
  {
    id: 'create-without-mandatory',
    title: 'Create does without mandatory resources',
    trips: ['TP/DM/CREATE/BI-02 A', 'TP/DM/CREATE/BI-02 C'],
    inject: ({ device: { writing } }) => {
      writing.lacksMandatory = () => false
    },
  },
  {
    id: 'create-malformed-5.00',
    title: 'Create of a malformed payload is answered 5.00',
    from: ['BUG-144', 'BUG-107'],
    trips: ['TP/DM/CREATE/BI-02 B'],
    inject: ({ device: { writing } }) =>
      instead(writing, 'create', (create) => (object, content) => {
        const { base } = writing.chosenInstance(object, content)
        return 'refusal' in writing.nodesIn(base, content) ? { code: '5.00' } : create(object, content)
      }),
  },
  {
    id: 'write-makes-instance',
    title: 'A Write to an instance that is not there makes it',
    from: ['BUG-143', 'BUG-142'],
    trips: ['TP/DM/CREATE/BI-03 A', 'TP/DM/CREATE/BI-03 B', 'TP/DM/CREATE/BI-03 C'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^\/16\/\d+$/ }, (proceed, { path }) => {
        client.store.createInstance(path[0]!, path[1]!)
        return proceed()
      }),
  },
  {
    id: 'read-gone-empty',
    title: 'A Read of an instance that is gone is answered 2.05 without content',
    trips: ['TP/DM/DELETE/BV-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/16/107' }, (proceed) => {
        const response = proceed()
        return response.code === '4.04' ? { code: '2.05' } : response
      }),
  },
  {
    id: 'delete-gone-2.02',
    title: 'Delete of an instance that is gone is answered 2.02',
    trips: ['TP/DM/DELETE/BV-01 D'],
    inject: (client) =>
      onOperation(client, { kind: 'delete', path: '/16/107' }, (proceed) => {
        proceed()
        return { code: '2.02' }
      }),
  },
  {
    id: 'delete-resource',
    title: 'Delete of a resource is obeyed',
    from: 'BUG-146',
    trips: ['TP/DM/DELETE/BI-01 A', 'TP/DM/DELETE/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'delete', path: /^\/16\/\d+\/0$/ }, (_, { path }) => {
        client.store.remove(path)
        return { code: '2.02' }
      }),
  },
]

/** Faults in what is refused, and by which code. */
export const refusalMutants: readonly Mutant<ReferenceClient>[] = [...contentMutants, ...instanceMutants]
