import type { Address } from '#net'
import type { Session } from '../session.ts'
import type { Asked } from '../views.ts'
import type { OfferHow } from './chair.ts'

/** A package that somebody is to give, and how. */
export interface Gift extends OfferHow {
  readonly session: Session
  readonly body: Uint8Array
  /** Whether it is at this path. */
  isAt(path: readonly string[]): boolean
  /** Whether it is offered still. */
  readonly isOffered: () => boolean
  /** Whether anything is said and heard still. */
  readonly isHere: () => boolean
  /** Nothing is heard and nothing is said from now on. */
  vanish(): void
  /** Somebody asked for a part of it; the last part, where it is. */
  heard(asked: Asked, isLast: boolean): void
}

/** Whoever gives it. */
export interface Giver {
  readonly local: Address
  close(): Promise<void>
}

/** What becomes of a part of it that ends at this octet. */
export function fate({ vanishAfter, cutAfter }: OfferHow, upTo: number): 'given' | 'vanishes' | 'cut' {
  if (upTo > (vanishAfter ?? Number.POSITIVE_INFINITY)) return 'vanishes'
  return upTo > (cutAfter ?? Number.POSITIVE_INFINITY) ? 'cut' : 'given'
}
