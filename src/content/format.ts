/** Content-Formats by name (IANA CoAP registry). */
export const contentFormats = {
  text: 0,
  link: 40,
  opaque: 42,
  cbor: 60,
  'senml-json': 110,
  'senml-cbor': 112,
  tlv: 11542,
  json: 11543,
  'lwm2m-cbor': 11544,
} as const

export type FormatName = keyof typeof contentFormats

/** Formats that carry resource values (all but link-format). */
export type DataFormat = Exclude<FormatName, 'link'>

/** The name of a Content-Format number, if we speak it. */
export function formatName(number: number | undefined): FormatName | undefined {
  return (Object.keys(contentFormats) as FormatName[]).find((name) => contentFormats[name] === number)
}

/** SenML-ETCH, which lists paths in a FETCH and values in an iPATCH as SenML does (RFC 8790 §3). */
const etchFormats: { readonly [etch: number]: number } = {
  320: contentFormats['senml-json'],
  322: contentFormats['senml-cbor'],
}

/** The Content-Format that a composite request is read in: that of SenML for SenML-ETCH, its own for any other. */
export function compositeFormat(number: number | undefined): number | undefined {
  return number === undefined ? undefined : (etchFormats[number] ?? number)
}
