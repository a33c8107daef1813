import { viewOf } from './bytes.ts'
import { limitClause, mostItems, tooMany } from './limits.ts'

const clause = 'Core §7.4 TLV'

/** Kinds of TLV by bits 7-6 of the type octet (Core §7.4 TLV). */
export const tlvKinds = ['object instance', 'resource instance', 'multiple resource', 'resource'] as const

export type TlvKind = (typeof tlvKinds)[number]

export interface TlvEntry {
  /** Octets from the start of the payload, of the type octet and of the value. */
  readonly offset: number
  readonly valueOffset: number
  readonly kind: TlvKind
  readonly id: number
  readonly value: Uint8Array
}

/** Why a sequence of TLVs could not be read to its end. */
export interface TlvBreak {
  readonly offset: number
  readonly text: string
  readonly clause: string
}

/** Reads the TLVs that stand side by side in `octets`, which begins `start` octets into the payload. Never throws. */
export function readTlvs(octets: Uint8Array, start: number): { entries: TlvEntry[]; stop?: TlvBreak } {
  const view = viewOf(octets)
  const entries: TlvEntry[] = []
  let at = 0
  while (at < octets.length) {
    const offset = start + at
    if (entries.length >= mostItems) return { entries, stop: { offset, text: tooMany, clause: limitClause } }
    const type = view.getUint8(at)
    const idWidth = (type & 0x20) === 0 ? 1 : 2
    const lengthWidth = (type >> 3) & 3
    const head = 1 + idWidth + lengthWidth
    const rest = octets.length - at
    if (rest < head)
      return { entries, stop: { offset, text: `${rest} octets, too few for the head of a TLV`, clause } }
    const id = idWidth === 1 ? view.getUint8(at + 1) : view.getUint16(at + 1)
    const length =
      lengthWidth === 0 ? type & 7 : readLength(octets.subarray(at + head - lengthWidth, at + head))
    if (length > rest - head) {
      return {
        entries,
        stop: { offset, text: `a TLV of ${length} octets, but ${rest - head} are left`, clause },
      }
    }
    const value = octets.subarray(at + head, at + head + length)
    entries.push({ offset, valueOffset: offset + head, kind: tlvKinds[type >> 6] ?? 'resource', id, value })
    at += head + length
  }
  return { entries }
}

function readLength(octets: Uint8Array): number {
  return octets.reduce((length, octet) => length * 256 + octet, 0)
}
