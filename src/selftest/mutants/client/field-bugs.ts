import { type CoapMessage, decode, encode, optionNumbers, type ResponseDraft, readBlock } from '#coap'
import { contentFormats, type DataFormat, type Reading, type Value } from '#content'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams } from '../on-datagrams.ts'
import { onOperation, readsNodes, writesOctets } from './faults.ts'

/** Refuses payloads of a format that are thus; `isThus` sees the octets and the values in them. */
function refuses(format: DataFormat, isThus: (payload: Uint8Array, values: readonly Value[]) => boolean) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'decode', (decodes) => (given, payload, base): Reading => {
      const reading = decodes(given, payload, base)
      const values = reading.nodes.flatMap(({ value }) => value ?? [])
      return given === format && isThus(payload, values)
        ? { nodes: [], findings: [{ offset: 0, clause: 'its own', text: 'not for it' }] }
        : reading
    })
}

/** Changes the octets of a text that it writes in a format. */
function rewrites(format: DataFormat, change: (text: string, length: number) => string) {
  return writesOctets(format, (payload, base) =>
    Buffer.from(change(Buffer.from(payload).toString(), base.length)),
  )
}

/** Changes the messages that it sends. */
function sends(change: (message: CoapMessage) => CoapMessage) {
  return onDatagrams<ReferenceClient>(() => ({
    outgoing(datagram) {
      const { message } = decode(datagram)
      return message === undefined ? datagram : encode(change(message))
    },
  }))
}

/** Changes answers that come without an error. */
function spoils(target: Parameters<typeof onOperation>[1], isThus: (response: ResponseDraft) => boolean) {
  return (client: ReferenceClient): void =>
    onOperation(client, target, (proceed) => {
      const response = proceed()
      return isThus(response) ? { code: '5.00' } : response
    })
}

const jsonRead = { kind: 'read', accept: contentFormats.json } as const

/** A name or a value of LwM2M JSON with one entry. */
interface OneEntry {
  readonly bn?: string
  readonly e: readonly { readonly n?: string }[]
}

/** Faults that the field has seen, where an existing criterion catches them. */
export const fieldBugMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'bootstrap-discover-text',
    title: 'Bootstrap-Discover is said to be text',
    from: 'BUG-008',
    trips: ['int-0 F', 'int-0 G', 'int-0 H'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'discover', (discover) => (path) => ({
        ...discover(path),
        contentFormat: contentFormats.text,
      })),
  },
  {
    id: 'bootstrap-delete-security-4.05',
    title: 'Bootstrap-Delete of /0 is refused',
    from: 'BUG-026',
    trips: ['int-4 C', 'int-4 D'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'remove',
        (remove) => (path) => (path.join() === '0' ? { code: '4.05' } : remove(path)),
      ),
  },
  {
    id: 'instances-untold',
    title: 'Instances come and go without an Update',
    from: 'BUG-042',
    trips: ['int-1630 B', 'int-1635 B', 'TP/DM/CREATE/BV-01 C', 'int-1250 C', 'int-1350 C'],
    inject: (client) => {
      client.instancesChanged = async () => {}
    },
  },
  {
    id: 'list-with-blanks',
    title: 'Blanks stand between the links of a Register',
    from: 'BUG-046',
    trips: ['int-101 H'],
    strict: true,
    inject: sends((message) =>
      message.code === '0.02'
        ? {
            ...message,
            payload: Buffer.from(
              Buffer.from(message.payload).toString('latin1').replaceAll(',<', ', <'),
              'latin1',
            ),
          }
        : message,
    ),
  },
  {
    id: 'version-quoted',
    title: 'Register states its enabler version in quotes',
    from: 'BUG-048',
    trips: ['int-101 B'],
    inject: sends((message) => ({
      ...message,
      options: message.options.map((option) =>
        option.number === optionNumbers.uriQuery && Buffer.from(option.value).toString() === 'lwm2m=1.1'
          ? { ...option, value: Buffer.from('lwm2m="1.1"') }
          : option,
      ),
    })),
  },
  {
    id: 'discover-instances-alone',
    title: 'Discover of an object lists its instances alone',
    from: 'BUG-077',
    trips: ['int-260 B', 'int-260 C', 'int-1630 C'],
    unsettles: [
      ...['int-901', 'int-2000'],
      ...['05', '06', '07', '08', '09', '10', '11'].map((number) => `TP/DM/TYPES/BV-${number}`),
    ],
    inject: ({ device: { discovery } }) =>
      instead(
        discovery,
        'links',
        (links) => (path) =>
          path.length === 1 ? links(path).filter(({ target }) => target.split('/').length < 4) : links(path),
      ),
  },
  {
    id: 'attribute-without-value-4.00',
    title: 'An attribute without a value is refused',
    from: 'BUG-080',
    trips: ['TP/REP/LEVEL/BV-01 A'],
    unsettles: ['TP/REP/COMPOSITE/BV-01'],
    // What cannot be unset is still there in later cases.
    mayTrip: [
      'TP/REP/ATTR/BV-10 B',
      'TP/REP/LEVEL/BV-01 B',
      'TP/REP/PERIOD/BV-01 C',
      'int-310 E',
      'TP/REP/ATTR/BV-03 C',
      'TP/REP/PERIOD/BV-02 B',
      'TP/REP/PERIOD/BV-05 A',
    ],
    inject: ({ device }) =>
      instead(
        device,
        'attributesIn',
        (attributesIn) => (path, query) =>
          query.every((item) => item.includes('=')) ? attributesIn(path, query) : undefined,
      ),
  },
  {
    id: 'tlv-signed-length',
    title: 'TLV lengths of 128 to 255 octets are taken for negative',
    from: 'BUG-086',
    trips: ['TP/DM/TYPES/BV-08 F'],
    inject: refuses('tlv', (_, values) =>
      values.some(({ value }) => value instanceof Uint8Array && value.length > 127 && value.length < 256),
    ),
  },
  {
    id: 'invalid-write-2.04',
    title: 'A Write to what cannot be written is answered 2.04 and ignored',
    from: 'BUG-102',
    trips: [
      'int-256 A',
      'TP/DM/EXECUTE/BI-01 D',
      'TP/DM/WRITE/BI-04 A',
      'TP/OBJ/DEVICE/BI-01 A',
      'TP/OBJ/MONITORING/BI-01 A',
    ],
    inject: (client) =>
      onOperation(client, { kind: 'write' }, (proceed) => {
        const response = proceed()
        return response.code === '4.05' ? { code: '2.04' } : response
      }),
  },
  {
    id: 'text-exponent',
    title: 'Text floats with an exponent are refused',
    from: 'BUG-104',
    trips: ['TP/DM/TYPES/BV-05 D'],
    inject: refuses(
      'text',
      (payload, [first]) => first?.type === 'float' && Buffer.from(payload).includes('e'),
    ),
  },
  {
    id: 'text-least-integer',
    title: 'The least integer of 64 bits is refused as text',
    from: 'BUG-105',
    trips: ['TP/DM/TYPES/BV-05 B'],
    inject: refuses('text', (_, [first]) => first?.type === 'integer' && first.value === -(2n ** 63n)),
  },
  {
    id: 'text-empty-5.00',
    title: 'A Read of nothing as text is answered 5.00',
    from: 'BUG-108',
    trips: ['TP/DM/TYPES/BV-05 A', 'TP/DM/TYPES/BV-05 F'],
    inject: spoils(
      { kind: 'read', accept: contentFormats.text },
      ({ code, payload }) => code === '2.05' && !payload?.length,
    ),
  },
  {
    id: 'base64-ends-in-w',
    title: 'Base64 that ends in W is refused',
    from: 'BUG-110',
    trips: ['TP/DM/TYPES/BV-05 F'],
    inject: refuses('text', (payload, [first]) => first?.type === 'opaque' && payload.at(-1) === 0x57),
  },
  {
    id: 'json-single-as-multiple',
    title: 'A single resource in JSON is named as an instance of itself',
    from: 'BUG-113',
    trips: [...'ABCDEFGHI'].map((letter): CriterionId => `TP/DM/TYPES/BV-11 ${letter}`),
    inject: rewrites('json', (text, length) => {
      const { bn, e }: OneEntry = JSON.parse(text)
      const [only] = e
      if (length !== 3 || bn === undefined || e.length > 1 || only?.n !== undefined) return text
      return JSON.stringify({ bn: `${bn}/`, e: [{ n: bn.split('/').at(-1), ...only }] })
    }),
  },
  {
    id: 'json-instances-in-order',
    title: 'Instances in JSON are numbered as they come',
    from: 'BUG-114',
    trips: ['TP/DM/TYPES/BV-11 J'],
    inject: readsNodes('json', (nodes) =>
      nodes.map((node, index) =>
        node.path.length === 4 && nodes.every(({ path }) => path[2] === node.path[2])
          ? { ...node, path: [...node.path.slice(0, 3), index] }
          : node,
      ),
    ),
  },
  {
    id: 'json-empty-5.00',
    title: 'A Read of nothing as JSON is answered 5.00',
    from: 'BUG-115',
    trips: ['TP/DM/TYPES/BV-11 A', 'TP/DM/TYPES/BV-11 F'],
    inject: spoils(jsonRead, ({ payload = new Uint8Array() }) => Buffer.from(payload).includes('"sv":""')),
  },
  {
    id: 'json-all-under-v',
    title: 'Strings and booleans in JSON stand under v',
    from: 'BUG-117',
    trips: ['int-204 B', 'int-204 C', 'int-204 D', 'int-220 B', 'int-220 D'],
    inject: rewrites('json', (text) => text.replaceAll(/"[sb]v":/g, '"v":')),
  },
  {
    id: 'cbor-double-alone',
    title: 'CBOR floats of single precision are refused',
    from: 'BUG-122',
    trips: ['TP/DM/TYPES/BV-07 D'],
    inject: refuses('cbor', ([first]) => first === 0xfa),
  },
  {
    id: 'senml-base64',
    title: 'Octets in SenML JSON are base64, not base64url',
    from: 'BUG-124',
    trips: ['TP/DM/TYPES/BV-09 F'],
    inject: rewrites('senml-json', (text) =>
      text.replaceAll(/(?<="vd":")[^"]*/g, (octets) => octets.replaceAll('-', '+').replaceAll('_', '/')),
    ),
  },
  {
    id: 'notification-text',
    title: 'Notifications are said to be text',
    from: 'BUG-174',
    trips: [
      'int-301 I',
      'int-304 G',
      'int-308 D',
      'int-308 E',
      'int-309 C',
      'int-309 F',
      'int-310 F',
      'int-710 I',
      'int-810 I',
      'int-910 I',
      'int-1900 I',
      'TP/OBJ/PORTFOLIO/BV-03 I',
    ],
    inject: (client) => {
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        instead(client.reporting, 'report', (report) => (request) => ({
          ...report(request),
          contentFormat: contentFormats.text,
        }))
      })
    },
  },
  {
    id: 'block-numbered-late',
    title: 'The answer to a block of sixteen octets names the next one',
    from: 'BUG-206',
    trips: ['TP/COAP/BLOCK/BV-02 A', 'TP/COAP/BLOCK/BV-02 B'],
    inject: sends((message) => {
      const block = readBlock(message.options, optionNumbers.block1)
      if (block?.szx !== 0 || message.code < '2.00') return message
      const options = message.options.map((option) =>
        option.number === optionNumbers.block1
          ? { ...option, value: Uint8Array.of((option.value[0] ?? 0) + 16) }
          : option,
      )
      return { ...message, options }
    }),
  },
  {
    id: 'write-nothing-4.05',
    title: 'A Write to a resource that is not there is answered 4.05',
    from: 'BUG-293',
    trips: ['TP/DM/WRITE/BI-05 C'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^(\/\d+){3}$/ }, (proceed) => {
        const response = proceed()
        return response.code === '4.04' ? { code: '4.05' } : response
      }),
  },
]
