import { type Ids, isWithin } from '#content'
import type { Plain } from './plain.ts'

export interface Values {
  [path: string]: Plain
}

/** What a case changes, as it was before, and of what it is known. */
export class Before {
  /** What a Read of an instance gave, by absolute paths. */
  readonly instances = new Map<string, Readonly<Values>>()
  /** Single values that one Write of an instance is going to put back, by the Server that does. */
  readonly backs: { readonly by: object; readonly instance: string; readonly values: Values }[] = []
  /** Resources, or instances of one, that are to be put back. */
  readonly changed: Ids[] = []

  /** Whether a change of this, or of what it is part of, is to be put back already. */
  has(path: Ids): boolean {
    return this.changed.some((one) => isWithin(path, one))
  }

  clear(): void {
    this.instances.clear()
    this.changed.length = 0
    this.backs.length = 0
  }
}
