import { decode as decodeMessage, encode as encodeMessage, optionNumbers } from '#coap'
import { contentFormats, type Value } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onDatagrams, readingAs } from '../on-datagrams.ts'
import { onOperation } from './faults.ts'

const { observe, uriPath } = optionNumbers

/** No integer but 0. */
function noInteger(value: Value | undefined): Value | undefined {
  return value?.type === 'integer' ? { ...value, value: 0n } : value
}

/** Gives instances that have one resource, a single one, otherwise where no format is asked for. */
function givesLone(
  give: (value: Value) => { readonly contentFormat: number; readonly payload: Uint8Array },
): (client: ReferenceClient) => void {
  return (client) =>
    onOperation(client, { kind: 'read', path: /^\/\d+\/\d+$/, accept: 'none' }, (proceed, { path }) => {
      const [only, ...others] = client.device.readable(path)
      const isLone = others.length === 0 && only?.path.length === 3
      return isLone && only.value !== undefined ? { code: '2.05', ...give(only.value) } : proceed()
    })
}

/** Further faults of the field, as their reporters told them. */
export const toldBugMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'one-resource-as-text',
    title: 'An instance with one resource is given as its value, in text',
    from: 'BUG-090',
    trips: ['TP/DM/READ/BV-02 A', 'TP/DM/READ/BV-02 B'],
    inject: givesLone(({ value }) => ({
      contentFormat: contentFormats.text,
      payload: new TextEncoder().encode(String(value)),
    })),
  },
  {
    id: 'one-resource-lost',
    title: 'An instance with one resource is given without it',
    trips: ['TP/DM/READ/BV-02 B'],
    inject: givesLone(() => ({ contentFormat: contentFormats.tlv, payload: new Uint8Array() })),
  },
  {
    id: 'bootstrap-finish-4.04',
    title: 'Bootstrap-Finish is answered 4.04',
    from: 'BUG-006',
    trips: ['int-0 J', 'int-5 D'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'answer', (answer) => (request) => {
        const { response, finished } = answer(request)
        return { response: finished ? { code: '4.04' } : response, finished }
      }),
  },
  {
    id: 'bootstrap-delete-server-4.05',
    title: 'Bootstrap-Delete of /1 is refused',
    from: 'BUG-025',
    trips: ['int-4 C', 'int-4 D'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'remove',
        (remove) => (path) => (path.join() === '1' ? { code: '4.05' } : remove(path)),
      ),
  },
  {
    id: 'security-4.04',
    title: 'A Read of Security is answered 4.04',
    from: 'BUG-237',
    trips: ['int-221 A'],
    inject: ({ device }) =>
      instead(
        device,
        'answer',
        (answer) => (request) =>
          request.method === 'GET' && request.path[0] === '0' && request.accept !== contentFormats.link
            ? { code: '4.04' }
            : answer(request),
      ),
  },
  {
    id: 'text-integers-read-as-0',
    title: 'Long integers in text are read as 0 on the test object',
    from: 'BUG-109',
    trips: ['TP/DM/TYPES/BV-05 B'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const reading = decode(format, payload, base)
        if (format !== 'text' || base[0] !== 3442 || payload.length < 10) return reading
        const nodes = reading.nodes.map((node) => {
          const value = noInteger(node.value)
          return value === undefined ? node : { ...node, value }
        })
        return { ...reading, nodes }
      }),
  },
  {
    id: 'json-base-name-without-slash',
    title:
      'In JSON of a Server instance the base name has no slash at its end, so that names are joined to it wrongly',
    from: 'BUG-118',
    trips: ['int-220 B', 'int-220 D'],
    inject: ({ device }) =>
      instead(device, 'encode', (encode) => (format, nodes, base) => {
        const payload = encode(format, nodes, base)
        if (format !== 'json') return payload
        const text = new TextDecoder().decode(payload).replace(/("bn":"\/1\/[^"]+)\/"/, '$1"')
        return new TextEncoder().encode(text)
      }),
  },
  {
    id: 'reset-error-unanswered',
    title: 'Reset Error Code is never answered',
    from: 'BUG-148',
    trips: ['TP/OBJ/DEVICE/BV-02 A', 'TP/DM/ACL/BI-01 F', 'TP/DM/ACL/BV-01 F'],
    inject: onDatagrams(
      readingAs((message) => {
        const path = message.options
          .filter(({ number }) => number === uriPath)
          .map(({ value }) => Buffer.from(value).toString())
        return message.code === '0.02' && path.join('/') === '3/0/12' ? undefined : message
      }),
    ),
  },
  {
    id: 'composite-cbor-cut-off',
    title: 'The answer to a Read-Composite in SenML CBOR lacks its last octet',
    from: 'BUG-153',
    trips: [
      ...(['int-229 B', 'int-235 B', 'int-236 B', 'int-236 C', 'int-280 B'] as const),
      ...(['int-281 B', 'int-281 C', 'int-281 E'] as const),
    ],
    inject: (client) =>
      instead(client, 'answer', (answer) => (request) => {
        const response = answer(request)
        return request.method === 'FETCH' &&
          request.observe === undefined &&
          response.contentFormat === contentFormats['senml-cbor']
          ? { ...response, payload: (response.payload ?? new Uint8Array()).subarray(0, -1) }
          : response
      }),
  },
  {
    id: 'observe-complement',
    title: 'Observe values are written as their complement',
    from: 'BUG-194',
    trips: [
      'int-301',
      'int-710',
      'int-810',
      'int-910',
      'int-1203',
      'int-1204',
      'int-1900',
      'TP/OBJ/PORTFOLIO/BV-03',
    ].map((observed) => `${observed} H` as const),
    inject: onDatagrams(() => ({
      outgoing(datagram) {
        const { message } = decodeMessage(datagram)
        const isReport = message !== undefined && message.code === '2.05'
        if (!isReport || !message.options.some(({ number }) => number === observe)) return datagram
        const options = message.options.map((option) =>
          option.number === observe ? { ...option, value: option.value.map((octet) => 255 - octet) } : option,
        )
        return encodeMessage({ ...message, options })
      },
    })),
  },
]
