import type { X509Certificate } from 'node:crypto'
import { remembered } from './remembered.ts'

/** Who shows a certificate to prove itself. */
export type Shower = 'server' | 'client'

/** Purposes by their object identifiers (RFC 5280 §4.2.1.12). */
const purposes: { readonly [shower in Shower]: string } = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
}
const anyPurpose = '2.5.29.37.0'

/** id-ce-keyUsage, 2.5.29.15 */
const keyUsage = Uint8Array.of(0x55, 0x1d, 0x0f)
const digitalSignature = 0x80

const tags = { bitString: 0x03, octetString: 0x04, objectIdentifier: 0x06, extensions: 0xa3 } as const

/**
 * What keeps a certificate from proving who shows it: purposes that are not this one (RFC 5280 §4.2.1.12), or a key
 * that is not to sign with (RFC 5280 §4.2.1.3, RFC 5246 §7.4.2). What it does not limit is allowed. Never throws.
 */
export function purposeFault(certificate: X509Certificate, shower: Shower): string | undefined {
  // Node calls the extended one by this name; there is none where it is undefined.
  const { keyUsage: extended } = certificate as { keyUsage: readonly string[] | undefined }
  if (extended !== undefined && !extended.includes(purposes[shower]) && !extended.includes(anyPurpose))
    return `for ${extended.join(', ')}, not to prove who a ${shower} is`
  const uses = keyUses(certificate.raw)
  return uses === undefined || (uses & digitalSignature) !== 0 ? undefined : 'with a key that is not to sign'
}

/** The first octet of Key Usage in a certificate in DER; undefined where it has none. */
const keyUses = remembered((der): number | undefined => {
  const [certificate] = elements(der)
  const [signed] = elements(certificate?.content)
  const extensions = elements(signed?.content).find(({ tag }) => tag === tags.extensions)
  for (const extension of elements(elements(extensions?.content)[0]?.content)) {
    const [id, ...others] = elements(extension.content)
    if (id?.tag !== tags.objectIdentifier || Buffer.compare(id.content, keyUsage) !== 0) continue
    const [bits] = elements(others.find(({ tag }) => tag === tags.octetString)?.content)
    // The octet before them tells how many bits of the last one are not used.
    return bits?.tag === tags.bitString ? (bits.content[1] ?? 0) : undefined
  }
  return undefined
})

interface Element {
  readonly tag: number
  readonly content: Uint8Array
}

/** The elements of DER one after another, as far as they are whole. */
function elements(der: Uint8Array = new Uint8Array()): readonly Element[] {
  const found: Element[] = []
  let at = 0
  while (at + 2 <= der.length) {
    const first = der[at + 1]!
    const more = first < 0x80 ? 0 : first & 0x7f
    const length =
      more === 0 ? first : der.subarray(at + 2, at + 2 + more).reduce((sum, octet) => sum * 256 + octet, 0)
    const begin = at + 2 + more
    if (begin + length > der.length) break
    found.push({ tag: der[at]!, content: der.subarray(begin, begin + length) })
    at = begin + length
  }
  return found
}
