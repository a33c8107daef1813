import type { DataFormat, ResourceDefinition, Scene } from '#testcase'

const sinceOf: readonly (readonly [DataFormat, '1.0' | '1.1' | '1.2'])[] = [
  ['text', '1.0'],
  ['opaque', '1.0'],
  ['cbor', '1.1'],
  ['tlv', '1.0'],
  ['senml-cbor', '1.1'],
  ['senml-json', '1.1'],
  ['json', '1.0'],
  ['lwm2m-cbor', '1.2'],
]

/** Formats that carry the value of one resource (Core 1.1.1 §7.4). */
export function isOfOneValue(format: DataFormat): boolean {
  return format === 'text' || format === 'opaque' || format === 'cbor'
}

/** The formats that the Client has and that can carry this resource (Core 1.1.1 §7.4). */
export async function readings(
  { supports, lwm2m }: Scene<string>,
  { multiple, type }: ResourceDefinition,
): Promise<DataFormat[]> {
  const found: DataFormat[] = []
  for (const [format, since] of sinceOf) {
    if (lwm2m < since) continue
    if (multiple && isOfOneValue(format)) continue
    if (format === 'opaque' && type !== 'opaque') continue
    if (await supports(`FMT.${format}`)) found.push(format)
  }
  return found
}
