import type { Plain } from '#testcase'

/** Formats that a purpose of this group goes through. */
export type Format = 'text' | 'opaque' | 'cbor' | 'tlv' | 'json' | 'senml-json' | 'senml-cbor' | 'lwm2m-cbor'

/** One data type of Core Appendix C, with the resources of the test objects that hold it. */
export interface DataType {
  readonly name: string
  /** Letter of its criterion, the same in every purpose. */
  readonly letter: string
  /** Its single resource in 3441 and 3442; the multiple one is 1000 above. */
  readonly resource: number
  /** Values at the edges, two at least, the plain ones last. */
  readonly edges: (format: Format) => readonly Plain[]
  /** Three values without any difficulty, for what is not about the type. */
  readonly plain: readonly [Plain, Plain, Plain]
}

const octets = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 256)
const link = (object: number, instance: number): Plain => ({ object, instance })

/** JSON peers may keep numbers in double precision (RFC 8259 §6), so larger integers prove nothing there. */
const exactInJson = 2n ** 53n - 1n

/** Numbers are written in decimal digits, and have no width. */
const isDecimal = (format: Format): boolean => format === 'text' || isJson(format)
const isJson = (format: Format): boolean => format === 'json' || format === 'senml-json'

/** All data types, in the order of their resources. */
export const dataTypes: readonly DataType[] = [
  {
    name: 'string',
    letter: 'A',
    resource: 110,
    edges: () => ['', 'Grüße, 世界 🌡', 'LwM2M'],
    plain: ['one', 'two', 'three'],
  },
  {
    name: 'integer',
    letter: 'B',
    resource: 120,
    edges: (format) => [
      0,
      -1,
      ...(isDecimal(format) ? [] : [-128, -129, -32769]),
      2 ** 31,
      ...(isJson(format) ? [-exactInJson, exactInJson] : [-(2n ** 63n), 2n ** 63n - 1n]),
      1,
    ],
    plain: [1, 2, 3],
  },
  {
    name: 'unsigned integer',
    letter: 'C',
    resource: 125,
    edges: (format) => [
      0,
      ...(isDecimal(format) ? [] : [255]),
      2 ** 31,
      2 ** 32 - 1,
      isJson(format) ? exactInJson : 2n ** 64n - 1n,
      1,
    ],
    plain: [1, 2, 3],
  },
  {
    name: 'float',
    letter: 'D',
    resource: 130,
    edges: () => [0, 1.5, -0.1, 1e-7, 1e30, Math.PI, 1],
    plain: [1, 2, 3],
  },
  {
    name: 'boolean',
    letter: 'E',
    resource: 140,
    edges: () => [true, false, true],
    plain: [true, true, true],
  },
  {
    name: 'opaque',
    letter: 'F',
    resource: 150,
    // Lengths that take one octet in TLV and two, one beyond 127, and 87 octets, whose base64 ends in W.
    edges: () => [octets(0), octets(87), octets(200), octets(300), octets(5)],
    plain: [octets(2), octets(3), octets(4)],
  },
  {
    name: 'time',
    letter: 'G',
    resource: 160,
    edges: () => [0, 4_102_444_800, 946_684_800],
    plain: [946_684_801, 946_684_802, 946_684_803],
  },
  {
    name: 'object link',
    letter: 'H',
    resource: 170,
    // A link may be refused when nothing is there, so these lead to what every Client has, and to the null link.
    edges: () => [link(1, 0), link(65535, 65535), link(3, 0)],
    plain: [link(3, 0), link(1, 0), link(3, 0)],
  },
  {
    name: 'CoRE link',
    letter: 'I',
    resource: 180,
    edges: () => ['</3/0>,</1/0>', '</3/0>'],
    plain: ['</3/0>', '</1/0>', '</3>'],
  },
]
