import { contentFormats, type DataFormat } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation } from './faults.ts'

/** Passes over some attributes of a Write-Attributes. */
function passesOver(isOne: (item: string, index: number, query: readonly string[]) => boolean) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'attributesIn',
      (attributesIn) => (path, query) =>
        attributesIn(
          path,
          query.filter((item, index) => !isOne(item, index, query)),
        ),
    )
}

/** Overlooks what is wrong with a payload, where it is this. */
function overlooks(format: DataFormat, isThis: (payload: Uint8Array) => boolean) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'decode', (decode) => (given, payload, base) => {
      const reading = decode(given, payload, base)
      return given === format && isThis(payload) ? { ...reading, findings: [] } : reading
    })
}

/** Takes nothing from a payload that is thus, and has nothing against it. */
function takesNothing(format: DataFormat, isThus: (payload: Uint8Array) => boolean) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'decode',
      (decode) => (given, payload, base) =>
        given === format && isThus(payload) ? { nodes: [], findings: [] } : decode(given, payload, base),
    )
}

const startsWith = (first: number) => (payload: Uint8Array) => payload[0] === first
const textHas = (pattern: RegExp) => (payload: Uint8Array) => pattern.test(Buffer.from(payload).toString())

const isStrange = (item: string): boolean => item.startsWith('x')
const nameOf = (item: string): string => item.split('=')[0]!

/** Faults that the field has seen, in what makes no sense and in what seems to. */
export const nonsenseBugMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'attribute-unknown-2.04',
    title: 'An attribute that it does not know is passed over',
    from: 'BUG-081',
    trips: ['TP/REP/ATTR/BI-02 B'],
    inject: passesOver((item) => isStrange(item) && item.includes('=')),
  },
  {
    id: 'attribute-unknown-empty-2.04',
    title: 'An attribute that it does not know is passed over where it has no value',
    from: 'BUG-082',
    trips: ['TP/REP/ATTR/BI-02 C'],
    inject: passesOver((item) => isStrange(item) && !item.includes('=')),
  },
  {
    id: 'attribute-twice-2.04',
    title: 'Of an attribute that stands twice the last holds',
    from: 'BUG-081',
    trips: ['TP/REP/ATTR/BI-02 D', 'TP/REP/ATTR/BI-02 E'],
    inject: passesOver((item, index, query) =>
      query.slice(index + 1).some((later) => nameOf(later) === nameOf(item)),
    ),
  },
  {
    id: 'tlv-twice',
    title: 'Of two TLV of one resource the last holds',
    from: 'BUG-100',
    trips: ['TP/DM/WRITE/BI-06 A', 'TP/DM/WRITE/BI-06 C'],
    inject: overlooks('tlv', (payload) => payload.length === 8 && payload[0] === 0xc2),
  },
  {
    id: 'tlv-integer-empty',
    title: 'An integer of no octets in TLV is passed over',
    from: 'BUG-324',
    trips: ['TP/DM/WRITE/BI-06 B'],
    mayTrip: ['TP/DM/TYPES/BV-08 A', 'TP/DM/TYPES/BV-08 F'],
    inject: takesNothing('tlv', startsWith(0xc0)),
  },
  {
    id: 'json-twice',
    title: 'Of two entries for one resource in JSON the last holds',
    from: 'BUG-100',
    trips: ['TP/DM/WRITE/BI-07 A', 'TP/DM/WRITE/BI-07 C'],
    inject: overlooks('json', textHas(/777[78].*777[78]/)),
  },
  {
    id: 'json-nameless',
    title: 'An entry in JSON without a name is passed over',
    from: 'BUG-324',
    trips: ['TP/DM/WRITE/BI-07 B'],
    inject: overlooks('json', textHas(/"e":\[\{"v":/)),
  },
  {
    id: 'senml-cbor-array-promise',
    title: 'An array in SenML CBOR that promises more than there is is taken',
    from: 'BUG-327',
    trips: ['TP/DM/WRITE/BI-08 A'],
    inject: overlooks('senml-cbor', startsWith(0x9b)),
  },
  {
    id: 'senml-cbor-name-promise',
    title: 'A name in SenML CBOR that promises more than there is is taken',
    from: 'BUG-327',
    trips: ['TP/DM/WRITE/BI-08 B'],
    inject: overlooks('senml-cbor', (payload) => payload[3] === 0x7b),
  },
  {
    id: 'senml-cbor-refused-obeyed',
    title: 'SenML CBOR that promises more than there is is refused and obeyed',
    trips: ['TP/DM/WRITE/BI-08 C'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: '/1/0' }, (proceed, operation) => {
        if ('payload' in operation && operation.payload[0] === 0x9b)
          client.store.set([1, 0, 1], { type: 'integer', value: 7777n })
        return proceed()
      }),
  },
  {
    id: 'lwm2m-cbor-empty-key',
    title: 'LwM2M CBOR with an empty array for a key is taken',
    from: 'BUG-130',
    lwm2m: '1.2',
    trips: ['TP/DM/WRITE/BI-09 A'],
    inject: overlooks('lwm2m-cbor', (payload) => payload[1] === 0x80),
  },
  {
    id: 'lwm2m-cbor-map-promise',
    title: 'A map in LwM2M CBOR that promises more than there is is taken',
    from: 'BUG-327',
    lwm2m: '1.2',
    trips: ['TP/DM/WRITE/BI-09 B', 'TP/DM/WRITE/BI-09 C'],
    inject: overlooks('lwm2m-cbor', startsWith(0xbb)),
  },
  {
    id: 'tlv-resource-instance-4.00',
    title: 'TLV to a resource instance is refused',
    from: 'BUG-097',
    trips: ['TP/DM/WRITE/BV-04 A', 'TP/DM/WRITE/BV-04 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^(\/\d+){4}$/ }, (proceed, operation) =>
        'contentFormat' in operation && operation.contentFormat === contentFormats.tlv
          ? { code: '4.00' }
          : proceed(),
      ),
  },
  {
    id: 'write-with-accept-4.06',
    title: 'A Write with an Accept is refused',
    from: 'BUG-131',
    trips: ['TP/DM/WRITE/BV-05 A', 'TP/DM/WRITE/BV-05 B'],
    inject: (client) =>
      instead(
        client,
        'answer',
        (answer) => (request) =>
          request.method === 'PUT' && request.accept !== undefined ? { code: '4.06' } : answer(request),
      ),
  },
  {
    id: 'long-path-4.00',
    title: 'A path of ids with five digits is refused',
    from: 'BUG-128',
    trips: ['TP/DM/READ/BI-01 A'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: /^(\/\d{5}){4}$/ }, () => ({ code: '4.00' })),
  },
  {
    id: 'json-slash-4.00',
    title: 'Names in JSON that begin with a slash are refused',
    from: 'BUG-116',
    trips: ['TP/DM/WRITE/BV-06 A', 'TP/DM/WRITE/BV-06 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: '/1/0' }, (proceed, operation) =>
        'payload' in operation && textHas(/"n":"\//)(operation.payload) ? { code: '4.00' } : proceed(),
      ),
  },
]
