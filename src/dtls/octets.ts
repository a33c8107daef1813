/** Something received that goes against a rule. */
export interface Violation {
  /** What `offset` counts in: `datagram`, or the name of a handshake message or extension. */
  readonly within: string
  readonly offset: number
  /** The rule, for instance `RFC 6347 §4.2.2`. */
  readonly clause: string
  readonly text: string
}

/** What a decoder found: the value, or the first thing that makes it illegible. */
export type Read<T> =
  | { readonly value: T; readonly violation?: undefined }
  | { readonly value?: undefined; readonly violation: Violation }

class Illegible extends Error {
  readonly violation: Violation

  constructor(violation: Violation) {
    super(violation.text)
    this.violation = violation
  }
}

/** Where a reader stands: named in its violations. */
export interface Place {
  readonly within: string
  readonly clause: string
}

/** Reads a structure of the TLS presentation language from front to back; fails inside `reading` only. */
export class Reader {
  readonly #octets: Uint8Array
  readonly #place: Place
  readonly #end: number
  #at: number

  constructor(octets: Uint8Array, place: Place, at = 0, end = octets.length) {
    this.#octets = octets
    this.#place = place
    this.#at = at
    this.#end = end
  }

  get offset(): number {
    return this.#at
  }

  get left(): number {
    return this.#end - this.#at
  }

  /** Gives up: `text` is what is wrong at `offset`. */
  fail(text: string, offset = this.#at): never {
    throw new Illegible({ ...this.#place, offset, text })
  }

  /** An unsigned integer of at most six octets. */
  uint(size: number, name: string): number {
    this.#need(size, name)
    let value = 0
    for (let count = 0; count < size; count++) value = value * 256 + this.#octets[this.#at++]!
    return value
  }

  /** A copy of the next octets. */
  take(count: number, name: string): Uint8Array {
    this.#need(count, name)
    this.#at += count
    return this.#octets.slice(this.#at - count, this.#at)
  }

  /** A reader over a vector whose length stands before it in `size` octets. */
  vector(size: number, name: string, { min = 0, unit = 1 }: { min?: number; unit?: number } = {}): Reader {
    const start = this.#at
    const length = this.uint(size, `length of ${name}`)
    if (length > this.left) this.fail(`${name} has ${length} octets, ${this.left} are there`, start)
    if (length < min) this.fail(`${name} has ${length} octets, at least ${min} are due`, start)
    if (length % unit !== 0) this.fail(`${name} has ${length} octets, no multiple of ${unit}`, start)
    this.#at += length
    return new Reader(this.#octets, this.#place, this.#at - length, this.#at)
  }

  /** The octets of a vector. */
  opaque(size: number, name: string, limits: { min?: number } = {}): Uint8Array {
    return this.vector(size, name, limits).rest()
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.take(this.left, 'rest')
  }

  /** Reads items until nothing is left. */
  all<T>(item: (reader: Reader) => T): T[] {
    const items: T[] = []
    while (this.left > 0) items.push(item(this))
    return items
  }

  #need(count: number, name: string): void {
    if (count > this.left) this.fail(`${name} needs ${count} octets, ${this.left} are there`)
  }
}

/** Reads `octets` as a whole: what is left over is a violation. Never throws. */
export function reading<T>(octets: Uint8Array, place: Place, read: (reader: Reader) => T): Read<T> {
  const reader = new Reader(octets, place)
  try {
    const value = read(reader)
    if (reader.left > 0) reader.fail(`${reader.left} octets too many`)
    return { value }
  } catch (error) {
    if (error instanceof Illegible) return { violation: error.violation }
    throw error
  }
}

/** An unsigned integer, most significant octet first. */
export function uint(size: number, value: number): Uint8Array {
  const octets = new Uint8Array(size)
  let left = value
  for (let at = size - 1; at >= 0; at--) {
    octets[at] = left % 256
    left = Math.floor(left / 256)
  }
  return octets
}

/** Octets one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Octets with their length before them in `size` octets. */
export function vector(size: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const octets = concat(...parts)
  return concat(uint(size, octets.length), octets)
}

/** Whether two runs of octets are the same. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at])
}

/** Lower-case hexadecimal digits. */
export function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex')
}
