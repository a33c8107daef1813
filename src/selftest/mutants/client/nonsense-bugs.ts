import { contentFormats, type DataFormat } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation } from './faults.ts'

/** Overlooks what is wrong with a payload, where it is this. */
function overlooks(format: DataFormat, isThis: (payload: Uint8Array) => boolean) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'decode', (decode) => (given, payload, base) => {
      const reading = decode(given, payload, base)
      return given === format && isThis(payload) ? { ...reading, findings: [] } : reading
    })
}

const startsWith = (first: number) => (payload: Uint8Array) => payload[0] === first
const textHas = (pattern: RegExp) => (payload: Uint8Array) => pattern.test(Buffer.from(payload).toString())

/** Refuses a Write that is thus, and takes a value from it all the same. */
function refusedAndObeyed(
  format: DataFormat,
  purpose: string,
  isThus: (payload: Uint8Array) => boolean,
): Mutant<ReferenceClient> {
  return {
    id: `${format}-refused-obeyed`,
    title: `Malformed ${format} is refused and obeyed`,
    trips: [`TP/DM/WRITE/${purpose} C`],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: '/1/0' }, (proceed, operation) => {
        if ('payload' in operation && isThus(operation.payload))
          client.store.set([1, 0, 1], { type: 'integer', value: 7777n })
        return proceed()
      }),
  }
}

/** Faults that the field has seen, in what makes no sense and in what seems to. */
export const nonsenseBugMutants: readonly Mutant<ReferenceClient>[] = [
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
  refusedAndObeyed('tlv', 'BI-06', startsWith(0xc2)),
  refusedAndObeyed('json', 'BI-07', textHas(/777[78].*777[78]/)),
  refusedAndObeyed('senml-cbor', 'BI-08', startsWith(0x9b)),
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
    id: 'single-resource-instance',
    title: 'A Read of instance 0 of a single resource gives the resource',
    trips: ['TP/DM/READ/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: /^\/1\/\d+\/0\/0$/ }, (_, { path }) =>
        client.device.read(path.slice(0, 3), undefined),
      ),
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
