import { decodeCbor, encodeCbor } from './cbor.ts'
import type { DataFormat } from './format.ts'
import type { ContentContext } from './harvest.ts'
import { decodeLwm2mCbor, encodeLwm2mCbor } from './lwm2m-cbor.ts'
import { decodeLwm2mJson, encodeLwm2mJson } from './lwm2m-json.ts'
import type { Node, Reading } from './node.ts'
import { decodeOpaque, encodeOpaque } from './opaque.ts'
import { decodeSenmlCbor, encodeSenmlCbor } from './senml-cbor.ts'
import { decodeSenmlJson, encodeSenmlJson } from './senml-json.ts'
import { decodeText, encodeText } from './text.ts'
import { decodeTlv, encodeTlv } from './tlv.ts'
import { requireWritable } from './writable.ts'

interface Codec {
  decode(payload: Uint8Array, context: ContentContext): Reading
  encode(nodes: readonly Node[], context: ContentContext): Uint8Array
}

const codecs: Readonly<Record<DataFormat, Codec>> = {
  text: { decode: decodeText, encode: encodeText },
  opaque: { decode: decodeOpaque, encode: encodeOpaque },
  cbor: { decode: decodeCbor, encode: encodeCbor },
  tlv: { decode: decodeTlv, encode: encodeTlv },
  json: { decode: decodeLwm2mJson, encode: encodeLwm2mJson },
  'senml-json': { decode: decodeSenmlJson, encode: encodeSenmlJson },
  'senml-cbor': { decode: decodeSenmlCbor, encode: encodeSenmlCbor },
  'lwm2m-cbor': { decode: decodeLwm2mCbor, encode: encodeLwm2mCbor },
}

/**
 * Reads a payload strictly, whatever it holds: never throws, and allocates in proportion to the payload only. `base` of
 * the context is the path of the request; nodes outside of it are a finding.
 */
export function decode(format: DataFormat, payload: Uint8Array, context: ContentContext): Reading {
  return codecs[format].decode(payload, context)
}

/**
 * Writes nodes, which must be at or below the path of the request. Throws ContentError when the format cannot carry
 * them: two values in text, NaN in JSON, the root path in TLV, an integer beyond 64 bits. Bare existences are left out by the SenML and JSON
 * formats, which have no form for them, and time stamps by all others.
 */
export function encode(format: DataFormat, nodes: readonly Node[], context: ContentContext): Uint8Array {
  nodes.forEach(requireWritable)
  return codecs[format].encode(nodes, context)
}
