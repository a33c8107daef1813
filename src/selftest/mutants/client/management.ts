import { contentFormats, type Node } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onlySays, onOperation, writesNodes, writesOctets } from './faults.ts'

const octets = contentFormats.opaque
const identities = /^\/16\/\d+\/0$/

/** Does what a sound device does, but says another code where it succeeds. */
function succeedsWith(
  code: '2.01' | '2.04',
  kind: Operation['kind'],
  isMeant: (operation: Operation, client: ReferenceClient) => boolean,
) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind }, (proceed, operation) => {
      const response = proceed()
      return response.code.startsWith('2.') && isMeant(operation, client) ? { ...response, code } : response
    })
}

const formatOf = (operation: Operation): number | undefined =>
  'contentFormat' in operation ? operation.contentFormat : undefined

/** Faults in opaque values, on the purposes of one enabler version. */
function opaqueMutants(
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
      trips: [criterion(write, 'A'), types],
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

/** Whether written nodes name the identity 7, which purposes add. */
const isAdded = ({ path }: Node): boolean => path[0] === 16 && path[3] === 7

/** What holds after a Write, as far as the identity that purposes add goes. */
const hasAdded = (_: Operation, { store }: ReferenceClient): boolean => store.has([16, 0, 0, 7])

/** Faults in what a Write does to a multiple resource. */
const multipleMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'write-multiple-2.01',
    title: 'A Write that makes an instance of a resource is answered 2.01',
    trips: ['TP/DM/WRITE/BV-01 A', 'TP/DM/WRITE/BV-02 A'],
    inject: succeedsWith('2.01', 'write', hasAdded),
  },
  {
    id: 'write-multiple-low-ids',
    title: 'Instances of a resource with ids beyond 3 are not kept',
    trips: ['TP/DM/WRITE/BV-01 B', 'TP/DM/WRITE/BV-02 B'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) =>
          apply(
            path,
            nodes.filter((node) => !isAdded(node)),
            mode,
          ),
      ),
  },
  {
    id: 'write-multiple-merges',
    title: 'PUT on a multiple resource keeps the instances it leaves out',
    trips: ['TP/DM/WRITE/BV-01 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) =>
          apply(path, nodes, path[0] === 16 && path.length === 3 ? 'partial' : mode),
      ),
  },
  {
    id: 'partial-clears-multiple',
    title: 'A partial Write of an instance takes away the instances of a resource it does not name',
    trips: ['TP/DM/WRITE/BV-02 C'],
    inject: ({ device: { writing }, store }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (mode === 'partial' && path.length === 2)
          for (const node of nodes) if (node.path.length === 4) store.remove(node.path.slice(0, 3))
        apply(path, nodes, mode)
      }),
  },
  {
    id: 'post-multiple-obeyed',
    title: 'POST on a multiple resource is a partial Write before 1.2',
    trips: ['TP/DM/WRITE/BI-01 A'],
    strict: true,
    inject: (client) =>
      onOperation(client, { kind: 'write', mode: 'partial', path: identities }, (proceed, { path }) => {
        client.store.set([...path, 7], { type: 'string', value: 'seven' })
        proceed()
        return { code: '2.04' }
      }),
  },
  {
    id: 'post-multiple-replaces',
    title: 'POST on a multiple resource is refused, and empties it',
    trips: ['TP/DM/WRITE/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', mode: 'partial', path: identities }, (proceed, { path }) => {
        for (const id of client.store.resourceInstances(path)) client.store.remove([...path, id])
        return proceed()
      }),
  },
  {
    id: 'resource-instance-made',
    title: 'PUT on a resource instance that is not there makes it',
    trips: ['TP/DM/WRITE/BI-02 A', 'TP/DM/WRITE/BI-02 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^\/16\/\d+\/0\/\d+$/ }, (proceed, { path }) => {
        if (!client.store.has(path)) client.store.set(path, { type: 'string', value: '' })
        return proceed()
      }),
  },
  {
    id: 'resource-instance-alone',
    title: 'A Write of a resource instance takes the others away',
    trips: ['int-228 C'],
    inject: ({ device: { writing }, store }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (path.length === 4) store.remove(path.slice(0, 3))
        apply(path, nodes, mode)
      }),
  },
  {
    id: 'resource-instance-2.01',
    title: 'A Write of a resource instance is answered 2.01',
    trips: ['int-228 A', 'int-233 E', 'int-234 E'],
    inject: succeedsWith('2.01', 'write', ({ path }) => path.length === 4),
  },
  {
    id: 'resource-instance-lost',
    title: 'A Write of a resource instance is answered and lost',
    trips: ['int-228 B', 'int-233 G', 'int-234 G'],
    inject: ({ device: { writing } }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (path.length < 4) apply(path, nodes, mode)
      }),
  },
]

/** Faults in what a Write of 1.2 does to a multiple resource. */
const newerMultipleMutants = newer([
  {
    id: 'post-multiple-4.05',
    title: 'POST on a multiple resource is refused',
    trips: ['TP/DM/WRITE/BV-03 A', 'TP/DM/WRITE/BV-03 B'],
    inject: onlySays('4.05', { kind: 'write', mode: 'partial', path: identities }),
  },
  {
    id: 'post-multiple-replaces-1.2',
    title: 'POST on a multiple resource replaces it',
    trips: ['TP/DM/WRITE/BV-03 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) => apply(path, nodes, path.length === 3 ? 'replace' : mode),
      ),
  },
  {
    id: 'delete-resource-instance-2.04',
    title: 'Delete of a resource instance is answered 2.04',
    trips: ['TP/DM/DELETE/BV-02 A'],
    inject: succeedsWith('2.04', 'delete', ({ path }) => path.length === 4),
  },
  {
    id: 'delete-resource-instance-lost',
    title: 'Delete of a resource instance is answered, and nothing is deleted',
    trips: ['TP/DM/DELETE/BV-02 B'],
    inject: onlySays('2.02', { kind: 'delete', path: /^\/\d+\/\d+\/\d+\/\d+$/ }),
  },
  {
    id: 'delete-resource-instance-all',
    title: 'Delete of a resource instance deletes all of them',
    trips: ['TP/DM/DELETE/BV-02 C'],
    inject: (client) =>
      onOperation(client, { kind: 'delete', path: /^\/\d+\/\d+\/\d+\/\d+$/ }, (proceed, { path }) => {
        const response = proceed()
        for (const id of client.store.resourceInstances(path)) client.store.remove([...path.slice(0, 3), id])
        return response
      }),
  },
])

function newer(mutants: readonly Mutant<ReferenceClient>[]): readonly Mutant<ReferenceClient>[] {
  return mutants.map((mutant) => ({ ...mutant, lwm2m: '1.2' }))
}

/** Faults in what is refused: values and formats. */
const refusalMutants: readonly Mutant<ReferenceClient>[] = [
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
            format === 'tlv' && base.length === 3 ? [...base.slice(0, 2), payload[1] ?? 0] : base,
          ),
      ),
  },
  {
    id: 'tlv-trailing',
    title: 'Octets after the end of a TLV are left unread',
    from: 'BUG-095',
    trips: ['TP/DM/WRITE/BI-03 B', 'TP/DM/WRITE/BI-03 D'],
    inject: ({ device }) =>
      instead(
        device,
        'decode',
        (decode) => (format, payload, base) =>
          decode(format, format === 'tlv' && base.length === 3 ? payload.slice(0, 3) : payload, base),
      ),
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
    title: 'Text that is no integer is taken for 0',
    trips: ['TP/DM/WRITE/BI-05 A', 'TP/DM/WRITE/BI-05 B'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const reading = decode(format, payload, base)
        const isInteger = device.shapeOf(base[0]!, base[2]!)?.type === 'integer'
        return format === 'text' && isInteger && reading.findings.length > 0
          ? { nodes: [{ path: base, value: { type: 'integer', value: 0n } }], findings: [] }
          : reading
      }),
  },
  {
    id: 'write-nothing-5.00',
    title: 'A Write to nothing is answered 5.00',
    from: 'BUG-138',
    trips: ['TP/DM/WRITE/BI-05 C'],
    inject: onlySays('5.00', { kind: 'write', path: '/1/65534/1' }),
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
        if (client.store.has([16, 103])) client.store.remove([16, 103])
        return operation.path[0] === 16 ? proceed() : { code: '4.04' }
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
    from: 'BUG-144',
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
    from: 'BUG-143',
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
      onOperation(client, { kind: 'delete', path: identities }, (_, { path }) => {
        client.store.remove(path)
        return { code: '2.02' }
      }),
  },
]

/** Faults in Execute with arguments, on the purposes of one test object. */
function argumentMutants(
  lwm2m: '1.0' | '1.1',
  number: string,
  object: number,
): readonly Mutant<ReferenceClient>[] {
  const name = (id: string): string => (lwm2m === '1.1' ? id : `${id}-${lwm2m}`)
  const path = new RegExp(`^/${object}/\\d+/3$`)
  const valid = (letter: string): CriterionId => `TP/DM/EXECUTE/BV-${number} ${letter}`
  const malformed = (letter: string): CriterionId => `TP/DM/EXECUTE/BI-${number} ${letter}`
  const argumentsIn = (operation: Operation): string =>
    'payload' in operation ? Buffer.from(operation.payload).toString() : ''
  return [
    {
      id: name('execute-nothing-4.00'),
      title: 'Execute without arguments is refused where it could have some',
      trips: [valid('A')],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path }, (proceed, operation) =>
          argumentsIn(operation) === '' ? { code: '4.00' } : proceed(),
        ),
    },
    {
      id: name('execute-values-4.00'),
      title: 'Execute with a list of arguments is refused',
      trips: [valid('B'), valid('C')],
      lwm2m,
      strict: true,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path }, (proceed, operation) =>
          argumentsIn(operation).includes(',') ? { code: '4.00' } : proceed(),
        ),
    },
    {
      id: name('execute-any'),
      title: 'Execute takes any text for arguments',
      trips: [malformed('A'), malformed('B'), malformed('C')],
      lwm2m,
      inject: (client) =>
        onOperation(client, { kind: 'execute', path }, (_, operation) => {
          void client.execute(operation.path, argumentsIn(operation))
          return { code: '2.04' }
        }),
    },
    {
      id: name('execute-no-instance'),
      title: 'Execute of an instance that is not there is answered well',
      from: 'BUG-151',
      trips: [malformed('C')],
      lwm2m,
      inject: onlySays('2.04', { kind: 'execute', path: `/${object}/65000/3` }),
    },
    {
      id: name('execute-readable'),
      title: 'Execute of a resource that cannot be executed is answered well',
      trips: [malformed('D')],
      lwm2m,
      inject: onlySays('2.04', { kind: 'write', path: '/3/0/16', mode: 'partial' }),
    },
  ]
}

/** Faults in reading, writing, creating, deleting and executing, on purposes beside the numbered cases. */
export const managementMutants: readonly Mutant<ReferenceClient>[] = [
  ...opaqueMutants('1.1', {
    read: '01',
    write: '02',
    types: 'TP/DM/TYPES/BV-06 F',
    others: ['TP/DM/TYPES/BV-05 F'],
  }),
  ...opaqueMutants('1.0', {
    read: '03',
    write: '04',
    types: 'TP/DM/TYPES/BV-02 F',
    others: ['TP/DM/TYPES/BV-03 F', 'TP/DM/TYPES/BV-03 J', 'TP/DM/TYPES/BV-03 K'],
  }),
  ...multipleMutants,
  ...newerMultipleMutants,
  ...refusalMutants,
  ...instanceMutants,
  ...argumentMutants('1.1', '01', 3442),
  ...argumentMutants('1.0', '02', 3441),
]
