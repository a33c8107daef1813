import { randomBytes } from 'node:crypto'

/** The only source of chance. */
export interface Random {
  /** A fraction in [0, 1). */
  fraction(): number
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** `count` octets. */
  bytes(count: number): Uint8Array
  /** A generator of its own, so that one part drawing more does not change another part's numbers. */
  fork(label: string): Random
}

function fromWords(word: () => number, fork: (label: string) => Random): Random {
  const random: Random = {
    fraction: () => word() / 2 ** 32,
    integer: (low, high) => low + Math.floor((word() / 2 ** 32) * (high - low + 1)),
    bytes(count) {
      const octets = new Uint8Array(count)
      for (let at = 0; at < count; at++) octets[at] = word() >>> 24
      return octets
    },
    fork,
  }
  return random
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** The same seed gives the same numbers on every machine (sfc32). */
export function seededRandom(seed: string | number): Random {
  const text = String(seed)
  let a = hash(`a${text}`)
  let b = hash(`b${text}`)
  let c = hash(`c${text}`)
  let d = 1
  const word = (): number => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) word()
  return fromWords(word, (label) => seededRandom(`${text}/${label}`))
}

/** Chance from the operating system, for real runs. */
export function systemRandom(): Random {
  const random = fromWords(
    () => randomBytes(4).readUInt32BE(),
    () => systemRandom(),
  )
  return { ...random, bytes: (count) => new Uint8Array(randomBytes(count)) }
}
