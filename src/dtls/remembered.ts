/** What strangers send is not to fill the memory: so many are kept at most, and none that is longer. */
const most = 64
const longest = 4096

/**
 * A pure function of octets that keeps what it found for the last few, where finding takes long: reading a key or a
 * certificate costs more than the rest of a handshake's messages.
 */
export function remembered<Found>(find: (octets: Uint8Array) => Found): (octets: Uint8Array) => Found {
  const known = new Map<string, { readonly found: Found }>()
  return (octets) => {
    if (octets.length > longest) return find(octets)
    const key = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1')
    const entry = known.get(key) ?? { found: find(octets) }
    // The latest stands last, and the first goes.
    known.delete(key)
    known.set(key, entry)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return entry.found
  }
}
