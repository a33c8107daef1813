import {
  type ContentContext,
  type DataFormat,
  decode,
  encode,
  isWithin,
  type Node,
  pathText,
  type Reading,
} from '#content'
import { Device, type DeviceOptions } from '#lwm2m'
import type { EnablerVersion } from '#registry'
import { decodeSenmlCbor, encodeSenmlCbor } from './senml-cbor.ts'

/** Formats that a device of a version reads and writes; the first that fits answers a Read without Accept. */
export function formatsOf(lwm2m: EnablerVersion): DataFormat[] {
  if (lwm2m === '1.0') return ['tlv', 'text', 'opaque', 'json']
  const common: DataFormat[] = ['text', 'senml-cbor', 'senml-json', 'tlv', 'opaque', 'cbor', 'json']
  return lwm2m === '1.1' ? common : ['text', 'lwm2m-cbor', ...common]
}

/** As `encode` of #content, but SenML CBOR is written by a library. */
export function encodeContent(
  format: DataFormat,
  nodes: readonly Node[],
  context: ContentContext,
): Uint8Array {
  return format === 'senml-cbor' ? encodeSenmlCbor(nodes, context.base) : encode(format, nodes, context)
}

/** As `decode` of #content, but SenML CBOR is read by a library, all or nothing. */
export function decodeContent(format: DataFormat, payload: Uint8Array, context: ContentContext): Reading {
  if (format !== 'senml-cbor') return decode(format, payload, context)
  const clause = 'RFC 8428 §6'
  try {
    const nodes = decodeSenmlCbor(payload, context.shapeOf)
    const stray = nodes.find(({ path }) => !isWithin(path, context.base))
    if (stray === undefined) return { nodes, findings: [] }
    return { nodes, findings: [{ offset: 0, clause, text: `${pathText(stray.path)} is not asked for` }] }
  } catch (failure) {
    const text = failure instanceof Error ? failure.message : String(failure)
    return { nodes: [], findings: [{ offset: 0, clause, text }] }
  }
}

/** A device that reads and writes SenML CBOR by the codec of the reference peers. */
export function codingDevice(options: DeviceOptions): Device {
  const device = new Device(options)
  const { shapeOf } = device
  // Named first, so that V8 does not keep them, and the world they see, for long.
  const encoding: Device['encode'] = (format, nodes, base) => encodeContent(format, nodes, { base, shapeOf })
  const decoding: Device['decode'] = (format, payload, base) =>
    decodeContent(format, payload, { base, shapeOf })
  device.encode = encoding
  device.decode = decoding
  return device
}
