import type { DataFormat } from '#testcase'

/** What a Write is made of. */
export interface Written {
  readonly format: DataFormat
  readonly payload: Uint8Array
}

/**
 * The Server half of an account with a resource more that no version of the object has, 30000 = 42, in the format that a
 * Client prefers; undefined for formats in which we have none.
 * @param pct Content-Format number; undefined: TLV
 */
export function withUnknown(path: string, binding: string, pct: string | undefined): Written | undefined {
  switch (pct) {
    case undefined:
    case '11542':
      return { format: 'tlv', payload: tlv(binding) }
    case '110':
      return { format: 'senml-json', payload: senmlJson(path, binding) }
    case '112':
      return { format: 'senml-cbor', payload: senmlCbor(path, binding) }
    case '11544':
      return { format: 'lwm2m-cbor', payload: lwm2mCbor(path, binding) }
    default:
      return undefined
  }
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text)

function tlv(binding: string): Uint8Array {
  const lifetime = [0xc4, 1, 0x00, 0x01, 0x51, 0x80]
  return Uint8Array.of(0xc1, 0, 1, ...lifetime, 0xc1, 6, 0, 0xc1, 7, ...octets(binding), 0xe1, 0x75, 0x30, 42)
}

function senmlJson(path: string, binding: string): Uint8Array {
  const pack = [
    { bn: `${path}/`, n: '0', v: 1 },
    { n: '1', v: 86400 },
    { n: '6', vb: false },
    { n: '7', vs: binding },
    { n: '30000', v: 42 },
  ]
  return octets(JSON.stringify(pack))
}

/** Labels -2, 0, 2, 3 and 4 are the base name, the name, and a number, text and truth value (RFC 8428 §6). */
function senmlCbor(path: string, binding: string): Uint8Array {
  const text = (value: string): number[] => [0x60 + value.length, ...octets(value)]
  const named = (name: string): number[] => [0xa2, 0x00, ...text(name)]
  return Uint8Array.of(
    0x85,
    ...[0xa3, 0x21, ...text(`${path}/`), 0x00, ...text('0'), 0x02, 1],
    ...[...named('1'), 0x02, 0x1a, 0x00, 0x01, 0x51, 0x80],
    ...[...named('6'), 0x04, 0xf4],
    ...[...named('7'), 0x03, ...text(binding)],
    ...[...named('30000'), 0x02, 0x18, 42],
  )
}

/** Maps from ids to what is below them, from the object down (Core 1.2 §7.4). */
function lwm2mCbor(path: string, binding: string): Uint8Array {
  const [object = 0, instance = 0] = path.split('/').slice(1).map(Number)
  const id = (value: number): number[] => (value < 24 ? [value] : [0x19, value >> 8, value & 0xff])
  return Uint8Array.of(
    ...[0xa1, ...id(object), 0xa1, ...id(instance), 0xa5],
    ...[...id(0), 1],
    ...[...id(1), 0x1a, 0x00, 0x01, 0x51, 0x80],
    ...[...id(6), 0xf4],
    ...[...id(7), 0x60 + binding.length, ...octets(binding)],
    ...[...id(30000), 0x18, 42],
  )
}
