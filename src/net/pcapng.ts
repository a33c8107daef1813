/** An option of a pcapng block: its code and its value. */
export type BlockOption = readonly [code: number, value: Uint8Array]

const encoder = new TextEncoder()

/** A string option; longer ones than an option holds are cut between characters. */
export function textOption(code: number, text: string): BlockOption {
  const value = new Uint8Array(Math.min(65535, 3 * text.length))
  const { written } = encoder.encodeInto(text, value)
  return [code, value.subarray(0, written)]
}

const endOfOptions = Uint8Array.of(0, 0, 0, 0)

function padded(octets: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(octets.length / 4) * 4)
  whole.set(octets)
  return whole
}

/** Little-endian fields of 16 or 32 bits, one after the other. */
function fields(...list: readonly (readonly [bits: 16 | 32, value: number])[]): Uint8Array {
  const octets = new Uint8Array(list.reduce((sum, [bits]) => sum + bits / 8, 0))
  const view = new DataView(octets.buffer)
  let at = 0
  for (const [bits, value] of list) {
    if (bits === 16) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bits / 8
  }
  return octets
}

/** One block of a pcapng file (draft-ietf-opsawg-pcapng §3.1), little-endian, with its options. */
function block(type: number, body: readonly Uint8Array[], options: readonly BlockOption[]): Uint8Array {
  const parts = body.map(padded)
  for (const [code, value] of options) parts.push(fields([16, code], [16, value.length]), padded(value))
  if (options.length > 0) parts.push(endOfOptions)
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([fields([32, type], [32, length]), ...parts, fields([32, length])])
}

/** Section Header Block (§4.1): begins the file; the section's length is left open. */
export function sectionHeader(options: readonly BlockOption[]): Uint8Array {
  const byteOrder = 0x1a2b3c4d
  const open = 0xffffffff
  return block(0x0a0d0d0a, [fields([32, byteOrder], [16, 1], [16, 0], [32, open], [32, open])], options)
}

/** Decryption Secrets Block (§4.7) with an NSS key log; it stands before the packets that it opens. */
export function tlsSecrets(lines: readonly string[]): Uint8Array {
  const tlsKeyLog = 0x544c534b
  const log = encoder.encode(`${lines.join('\n')}\n`)
  return block(0x0a, [fields([32, tlsKeyLog], [32, log.length]), log], [])
}

/** Interface Description Block (§4.2) for packets without a link layer, any length, times in microseconds. */
export function rawInterface(): Uint8Array {
  const linkTypeRaw = 101
  const timeResolution: BlockOption = [9, Uint8Array.of(6)]
  return block(1, [fields([16, linkTypeRaw], [16, 0], [32, 0])], [timeResolution])
}

/**
 * Enhanced Packet Block (§4.3) on the first interface.
 * @param at milliseconds since the Unix epoch
 */
export function enhancedPacket(at: number, packet: Uint8Array, options: readonly BlockOption[]): Uint8Array {
  const microseconds = BigInt(Math.round(at * 1000))
  const high = Number((microseconds >> 32n) & 0xffffffffn)
  const low = Number(microseconds & 0xffffffffn)
  const head = fields([32, 0], [32, high], [32, low], [32, packet.length], [32, packet.length])
  return block(6, [head, packet], options)
}
