import { contentFormats, type DataFormat, pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, cutting, onOperation, without, writesNodes, writesOctets } from './faults.ts'

/** A Read that asks for a format is answered well, but with 2.04. */
function readAnswered204(format: DataFormat, trips: readonly CriterionId[]): Mutant<ReferenceClient> {
  return {
    id: `read-${format}-2.04`,
    title: `A Read as ${format} is answered 2.04`,
    trips,
    inject: answersWith('2.04', { kind: 'read', accept: contentFormats[format] }),
  }
}

function objectUnwrapped(
  facts: Pick<Mutant<ReferenceClient>, 'id' | 'trips' | 'lwm2m'>,
): Mutant<ReferenceClient> {
  return {
    ...facts,
    title: 'TLV of an object has no Object Instance TLV',
    from: ['BUG-087', 'BUG-088'],
    inject: ({ device }) =>
      instead(device, 'encode', (encode) => (format, nodes, base) => {
        const instance = nodes[0]?.path.slice(0, 2) ?? base
        return encode(format, nodes, format === 'tlv' && base.length === 1 ? instance : base)
      }),
  }
}

/** A Read that asks for a format gets another. */
function readGetsAnother(
  format: DataFormat,
  other: DataFormat,
  trips: readonly CriterionId[],
): Mutant<ReferenceClient> {
  return {
    id: `read-${format}-${other}`,
    title: `Who asks for ${format} gets ${other}`,
    trips,
    inject: ({ device }) =>
      instead(
        device,
        'formatFor',
        (formatFor) => (path, accept) =>
          accept === contentFormats[format] ? other : formatFor(path, accept),
      ),
  }
}

/** Strings that a Read asks for in a format are cut. */
function readCut(format: DataFormat, trips: readonly CriterionId[]): Mutant<ReferenceClient> {
  return {
    id: `read-${format}-cut`,
    title: `A Read as ${format} gives eight characters of a string at most`,
    trips,
    inject: (client) => writesNodes(format, cutting(8))(client),
  }
}

/** A Read of an instance in a format leaves a resource out. */
function readLacks(
  format: DataFormat,
  resource: string,
  trips: readonly CriterionId[],
): Mutant<ReferenceClient> {
  return {
    id: `read-${format}-lacks`,
    title: `A Read of an instance as ${format} leaves ${resource} out`,
    trips,
    inject: writesNodes(format, (nodes, base) => (base.length < 3 ? without(resource)(nodes) : nodes)),
  }
}

export const readFormatMutants: readonly Mutant<ReferenceClient>[] = [
  readAnswered204('text', ['int-201 A', 'TP/DM/FORMAT/BI-01 B']),
  readAnswered204('tlv', [
    'int-751 A',
    'int-203 A',
    'int-215 B',
    'int-215 D',
    'int-222 D',
    'int-1630 D',
    'int-651 B',
    'int-651 F',
    'int-1200 A',
    'int-1201 A',
    'int-2001 A',
  ]),
  readAnswered204('json', ['TP/DM/READ/BI-01 A', 'int-204 A', 'int-220 B', 'int-220 D']),
  readAnswered204('cbor', ['int-211 A']),
  readAnswered204('senml-json', ['TP/FW/READ/BV-01 A', 'TP/DM/READ/BI-01 A', 'int-231 A']),
  readAnswered204('senml-cbor', ['TP/DM/READ/BI-01 A', 'int-232 A']),
  readGetsAnother('text', 'senml-json', ['int-201 B', 'TP/DM/FORMAT/BI-01 B']),
  readGetsAnother('tlv', 'senml-json', [
    'int-203 B',
    'int-222 D',
    'int-1630 D',
    'int-651 B',
    'int-1200 B',
    'int-1201 B',
    'int-2001 B',
    'int-751 B',
  ]),
  readGetsAnother('json', 'senml-json', ['int-204 B']),
  readGetsAnother('cbor', 'senml-json', ['int-211 B']),
  readGetsAnother('senml-json', 'json', ['TP/FW/READ/BV-01 B', 'int-231 B']),
  readGetsAnother('senml-cbor', 'senml-json', ['int-232 B']),
  readCut('tlv', ['int-203 D', 'int-1630 D', 'int-651 B', 'int-651 D', 'int-651 F']),
  readCut('json', ['int-204 D']),
  readLacks('tlv', '/3/0/11', ['int-203 C']),
  readLacks('json', '/3/0/11', ['int-204 C']),
  readLacks('senml-json', '/3/0/11', ['int-229 C', 'int-231 C', 'int-235 C', 'int-236 C', 'int-280 C']),
  readLacks('senml-cbor', '/3/0/11', [
    'int-222 B',
    'int-222 E',
    'int-223 B',
    'int-223 D',
    'int-229 C',
    'int-304 D',
    'int-304 G',
    'int-311 A',
    'int-232 C',
    'int-236 C',
    'int-237 C',
    'int-280 C',
  ]),
  {
    id: 'read-text-upper',
    title: 'A Read that asks for text gets it in capitals',
    trips: ['int-201 C'],
    inject: (client) =>
      onOperation(client, { kind: 'read', accept: contentFormats.text }, (proceed) => {
        const { payload = new Uint8Array(), ...rest } = proceed()
        return { ...rest, payload: Buffer.from(Buffer.from(payload).toString().toUpperCase()) }
      }),
  },
  {
    id: 'read-cbor-string',
    title: 'Strings in CBOR come out empty',
    trips: ['int-211 C'],
    inject: writesNodes('cbor', cutting(0)),
  },
  {
    id: 'read-senml-json-binding',
    title: 'Strings in SenML JSON come out empty',
    trips: ['int-231 D', 'int-229 E', 'int-235 E', 'int-236 E', 'int-280 E', 'int-281 E'],
    inject: writesNodes('senml-json', cutting(0)),
  },
  {
    id: 'read-senml-cbor-binding',
    title: 'Strings in SenML CBOR come out empty',
    trips: [
      'int-651 D',
      'int-226 E',
      'int-232 D',
      'int-8 B',
      'TP/DM/CREATE/BI-01 B',
      'TP/DM/CREATE/BV-01 D',
      'TP/DM/DELETE/BI-01 B',
      'TP/DM/DELETE/BV-01 C',
      'TP/DM/WRITE/BI-01 B',
      'TP/DM/WRITE/BV-01 B',
      'TP/DM/WRITE/BV-02 B',
      'TP/DM/WRITE/BV-02 C',
      'int-228 C',
      'int-229 E',
      'int-230 E',
      'int-233 G',
      'int-234 G',
      'int-235 E',
      'int-236 E',
      'int-257 D',
      'int-280 E',
      'int-281 E',
      'TP/OBJ/PORTFOLIO/BV-02 C',
    ],
    inject: writesNodes('senml-cbor', cutting(0)),
  },
  objectUnwrapped({ id: 'M29', trips: ['int-222 D', 'int-1630 D'] }),
  objectUnwrapped({ id: 'M29-1.0', trips: ['TP/DM/READ/BV-01 A', 'int-1630 D'], lwm2m: '1.0' }),
  {
    id: 'M30',
    title: 'A single resource in TLV has the type of a resource instance',
    from: 'BUG-089',
    trips: ['int-203 B', 'int-651 B', 'int-1200 B', 'int-1201 B', 'int-2001 B', 'int-751 B'],
    inject: writesOctets('tlv', (payload, base) =>
      base.length === 2 ? payload.with(0, (payload[0]! & 0x3f) | 0x40) : payload,
    ),
  },
  {
    id: 'M35',
    title: 'SenML CBOR names only the first instance of a multiple resource',
    from: 'BUG-126',
    trips: [
      'int-222 A',
      'int-223 A',
      'int-232 B',
      'int-301 D',
      'int-301 I',
      'TP/DM/CREATE/BI-01 B',
      'TP/DM/CREATE/BV-01 D',
      'TP/DM/WRITE/BI-01 B',
      'TP/DM/WRITE/BV-01 B',
      'TP/DM/WRITE/BV-01 C',
      'int-229 B',
      'int-235 B',
      'int-237 B',
      'int-306 B',
      'int-701 B',
      'int-710 D',
      'int-710 I',
      'TP/OBJ/PORTFOLIO/BV-01 B',
      'TP/OBJ/PORTFOLIO/BV-02 C',
      'TP/OBJ/PORTFOLIO/BV-03 D',
      'TP/OBJ/PORTFOLIO/BV-03 I',
      'TP/OBJ/PORTFOLIO/BV-01 C',
      'TP/OBJ/PORTFOLIO/BV-01 D',
    ],
    unsettles: ['TP/DM/WRITE/BV-02', 'TP/DM/WRITE/BV-04'],
    inject: writesNodes('senml-cbor', (nodes) =>
      nodes.map((node) => ((node.path[3] ?? 0) > 0 ? { ...node, path: node.path.slice(0, 2) } : node)),
    ),
  },
  {
    id: 'M37',
    title: 'Accept is ignored: every Read gets the format it likes best',
    from: 'BUG-132',
    trips: [
      'int-203 B',
      'int-204 B',
      'int-211 B',
      'int-222 D',
      'int-224 C',
      'int-231 B',
      'int-232 B',
      'int-1630 D',
      'TP/DM/FORMAT/BI-01 A',
      'TP/DM/FORMAT/BI-01 B',
      'TP/DM/FORMAT/BI-01 C',
      'TP/DM/OPAQUE/BV-01 B',
      'TP/DM/OPAQUE/BV-01 D',
      'TP/DM/OPAQUE/BV-02 B',
      'int-651 B',
      'int-1200 B',
      'int-1201 B',
      'int-2001 B',
      'int-751 B',
      'TP/FW/READ/BV-01 B',
    ],
    inject: ({ device }) => instead(device, 'formatFor', (formatFor) => (path) => formatFor(path, undefined)),
  },
  {
    id: 'accept-unknown',
    title: 'An Accept that it does not know is ignored',
    trips: ['int-224 C', 'TP/DM/FORMAT/BI-01 A'],
    inject: ({ device }) =>
      instead(
        device,
        'formatFor',
        (formatFor) => (path, accept) => formatFor(path, accept === 65000 ? undefined : accept),
      ),
  },
]

/** Faults in what a Read gives at one level, when the Client may choose the format. */
export const readLevelMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'read-object-2.04',
    title: 'A Read of an object is answered 2.04',
    trips: ['int-222 A', 'int-237 B', 'int-257 C'],
    inject: answersWith('2.04', { kind: 'read', path: '/3', accept: 'none' }),
  },
  {
    id: 'read-object-lacks',
    title: 'A Read of an object leaves out multiple resources',
    trips: ['int-222 B', 'int-222 E', 'int-229 C', 'int-237 C'],
    inject: ({ device }) =>
      instead(
        device,
        'readable',
        (readable) => (path) =>
          pathText(path) === '/3' ? readable(path).filter((node) => node.path.length < 4) : readable(path),
      ),
  },
  {
    id: 'read-object-stray',
    title: 'A Read of the Device gives the Server, too',
    trips: ['int-222 A', 'int-222 C', 'int-237 B', 'int-237 C'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/3', accept: 'none' }, (proceed) => ({
        ...proceed(),
        contentFormat: contentFormats['senml-json'],
        payload: client.device.encode(
          'senml-json',
          [...client.device.readable([1]), ...client.device.readable([3])],
          [],
        ),
      })),
  },
  {
    id: 'read-instance-2.04',
    title: 'A Read of an instance is answered 2.04',
    trips: ['int-223 A'],
    inject: answersWith('2.04', { kind: 'read', path: '/3/0', accept: 'none' }),
  },
  {
    id: 'read-instance-lacks',
    title: 'A Read of an instance gives nothing beyond its first ten resources',
    trips: ['int-223 B', 'int-223 D'],
    inject: ({ device }) =>
      instead(device, 'read', (read) => (path, accept) => {
        if (pathText(path) !== '/3/0' || accept !== undefined) return read(path, accept)
        const payload = device.encode('senml-json', device.readable(path).slice(0, 10), path)
        return { code: '2.05', contentFormat: contentFormats['senml-json'], payload }
      }),
  },
  readWholeLacks('/3', 'object', ['int-222 E']),
  readWholeLacks('/3/0', 'instance', ['int-223 D']),
  {
    id: 'read-instance-stray',
    title: 'A Read of the Device instance gives the Server, too',
    trips: ['int-223 A', 'int-223 C'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/3/0', accept: 'none' }, (proceed) => ({
        ...proceed(),
        contentFormat: contentFormats['senml-json'],
        payload: client.device.encode(
          'senml-json',
          [...client.device.readable([1]), ...client.device.readable([3])],
          [],
        ),
      })),
  },
  {
    id: 'read-resource-2.04',
    title: 'A Read of a boolean is answered 2.04',
    trips: ['int-224 A', 'TP/DM/COMPOSITE/BI-01 B'],
    inject: answersWith('2.04', { kind: 'read', path: '/1/0/6', accept: 'none' }),
  },
  {
    id: 'read-resource-stray',
    title: 'A Read of the Short Server ID gives the whole instance',
    trips: ['int-224 A', 'int-224 B'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/1/0/0', accept: 'none' }, () =>
        client.device.read([1, 0], 110),
      ),
  },
  {
    id: 'read-resource-instance-2.04',
    title: 'A Read of a resource instance is answered 2.04',
    trips: ['int-225 A'],
    inject: answersWith('2.04', { kind: 'read', path: /^\/3\/0\/11\/\d+$/, accept: 'none' }),
  },
  {
    id: 'read-resource-instance-stray',
    title: 'A Read of a resource instance gives the whole instance of the object',
    trips: ['int-225 A', 'int-225 B'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: /^\/3\/0\/11\/\d+$/, accept: 'none' }, () =>
        client.device.read([3, 0], 110),
      ),
  },
  {
    id: 'read-lifetime-factory',
    title: 'A Read of the Lifetime gives what it was made with',
    trips: ['int-3 B', 'int-227 E', 'int-233 G', 'int-234 G'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/1/0/1' }, () => ({
        code: '2.05',
        contentFormat: contentFormats.text,
        payload: Buffer.from('86400'),
      })),
  },
]

/** The serial number is given alone, and left out of the whole. */
function readWholeLacks(
  whole: string,
  level: string,
  trips: Mutant<ReferenceClient>['trips'],
): Mutant<ReferenceClient> {
  return {
    id: `read-${level}-lacks-optional`,
    title: `A Read of an ${level} leaves out an optional resource`,
    trips,
    inject: ({ device }) =>
      instead(device, 'read', (read) => (path, accept) => {
        if (pathText(path) !== whole || accept !== undefined) return read(path, accept)
        const nodes = device.readable(path).filter((node) => pathText(node.path) !== '/3/0/2')
        const payload = device.encode('senml-json', nodes, path)
        return { code: '2.05', contentFormat: contentFormats['senml-json'], payload }
      }),
  }
}
