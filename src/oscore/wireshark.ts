import { hex } from '#coap'
import type { ContextParameters } from './context.ts'

const none = new Uint8Array()

/** What Wireshark can compute: AES-CCM-16-64-128 with HKDF of SHA-256, by their COSE numbers. */
const aead = 10
const hkdfs: readonly number[] = [-10, 5]

/**
 * A security context as lines of Wireshark's table of them, `oscore_contexts`: one for the requests of each end. One with
 * algorithms that Wireshark lacks is a remark, since the table is not read with it.
 */
export function wiresharkContexts(parameters: ContextParameters): readonly string[] {
  const { masterSecret, masterSalt = none, senderId, recipientId, idContext = none } = parameters
  const { aead: wanted = aead, hkdf = -10 } = parameters
  const isKnown = wanted === aead && hkdfs.includes(hkdf)
  const rest = [masterSecret, masterSalt, idContext].map(hex)
  const algorithm = isKnown ? 'AES-CCM-16-64-128 (CCM*)' : `COSE ${wanted} with HKDF ${hkdf}`
  return [
    [senderId, recipientId],
    [recipientId, senderId],
  ].map((ids) => {
    const fields = [...ids.map(hex), ...rest, algorithm].map((field) => `"${field}"`).join(',')
    return isKnown ? fields : `# not for Wireshark: ${fields}`
  })
}
