import { type Option, optionNumbers } from '#coap'
import type { Clock, Random } from '#net'
import type { SecurityContext } from './context.ts'
import { equal } from './octets.ts'

interface Challenge {
  readonly value: Uint8Array
  readonly until: number
}

const challengesAtOnce = 8
const octetsOfValue = 8

/** Asks peers to show that they are fresh (RFC 9175 §2.3): values that only whoever reads our answer now can repeat. */
export class Challenges {
  readonly #clock: Clock
  readonly #random: Random
  readonly #lifetime: number
  readonly #asked = new WeakMap<SecurityContext, Challenge[]>()

  /** @param lifetime milliseconds in which the value must come back */
  constructor(clock: Clock, random: Random, lifetime: number) {
    this.#clock = clock
    this.#random = random
    this.#lifetime = lifetime
  }

  /** A new value for the peer of a context. */
  issue(context: SecurityContext): Option {
    const value = this.#random.bytes(octetsOfValue)
    const asked = this.#asked.get(context) ?? []
    this.#asked.set(
      context,
      [...asked, { value, until: this.#clock.now() + this.#lifetime }].slice(-challengesAtOnce),
    )
    return { number: optionNumbers.echo, value }
  }

  /** Whether the options repeat a value of ours that is still good. */
  isMet(context: SecurityContext, options: readonly Option[]): boolean {
    const echo = echoIn(options)
    const now = this.#clock.now()
    return (
      echo !== undefined &&
      (this.#asked.get(context) ?? []).some(({ value, until }) => until >= now && equal(value, echo.value))
    )
  }
}

/** The Echo option of a message. */
export function echoIn(options: readonly Option[]): Option | undefined {
  return options.find(({ number }) => number === optionNumbers.echo)
}
