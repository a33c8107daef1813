import type { Code } from '#coap'
import type { Ids } from '#content'
import type { ObjectStore } from './object-store.ts'
import type { Operation } from './operation.ts'

/** The bits of an access right (Core 1.1.1 Appendix E.3). */
export const accessRights = { read: 1, write: 2, execute: 4, delete: 8, create: 16 } as const

/** Stands for an object as a whole, in the place of an instance. */
const wholeObject = 65535
const accessControl = 2
const everything = 31

/** What one Server may do on a device that has several, as the Access Control Object tells (Core 1.1.1 §8.2). */
export class Access {
  readonly #store: ObjectStore
  readonly #server: () => number | undefined

  /** @param server Short Server ID of the Server that is meant; while there is none, nothing is guarded */
  constructor(store: ObjectStore, server: () => number | undefined = () => undefined) {
    this.#store = store
    this.#server = server
  }

  /** A device with a single Server guards nothing (Core 1.1.1 §8.2). */
  isGuarded(): boolean {
    return (
      this.#server() !== undefined && this.#store.has([accessControl]) && this.#store.instances(1).length > 1
    )
  }

  /** Why an operation must be refused; what is not there is no matter of rights. */
  refusal({ kind, path }: Operation): Code | undefined {
    if (!this.isGuarded()) return undefined
    if (kind === 'create') return this.may('create', path) ? undefined : '4.01'
    const right = rightFor(kind)
    if (right === undefined || path.length < 2 || !this.#store.has(path.slice(0, 2))) return undefined
    return this.may(right, path) ? undefined : '4.01'
  }

  /** Whether the Server has a right on the instance of a path, or on an object as a whole. */
  may(right: keyof typeof accessRights, [object = -1, instance = wholeObject]: Ids): boolean {
    if (!this.isGuarded()) return true
    const rights =
      object === accessControl ? this.rightsOnEntry(instance) : this.rightsBy(this.entryFor(object, instance))
    return (rights & accessRights[right]) !== 0
  }

  /** Everybody reads the entries; their owner alone writes them. */
  rightsOnEntry(entry: number): number {
    return accessRights.read | (this.isOwner(entry) ? accessRights.write : 0)
  }

  /** An own entry goes before everything; then the owner may do all, and others what holds by default. */
  rightsBy(entry: number | undefined): number {
    if (entry === undefined) return 0
    return (
      this.listed(entry, this.#server() ?? 0) ??
      (this.isOwner(entry) ? everything : this.listed(entry, 0)) ??
      0
    )
  }

  /** What an entry lists for a Short Server ID; 0 for everybody without an own one. */
  listed(entry: number, server: number): number | undefined {
    const value = this.#store.value([accessControl, entry, 2, server])
    return value === undefined ? undefined : Number(value.value)
  }

  isOwner(entry: number): boolean {
    return this.#number(entry, 3) === this.#server()
  }

  /** The Access Control instance that stands for an instance. */
  entryFor(object: number, instance: number): number | undefined {
    return this.#store
      .instances(accessControl)
      .find((entry) => this.#number(entry, 0) === object && this.#number(entry, 1) === instance)
  }

  /** An instance that the Server created is its own. */
  own([object = -1, instance = -1]: Ids): void {
    const owner = this.#server()
    if (owner === undefined || !this.isGuarded()) return
    const taken = this.#store.instances(accessControl)
    const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))!
    for (const [resource, value] of [[0, object] as const, [1, instance] as const, [3, owner] as const])
      this.#store.set([accessControl, free, resource], { type: 'integer', value: BigInt(value) })
    this.#store.setEmpty([accessControl, free, 2])
  }

  /** An instance is gone, and what stood for it with it. */
  forget([object = -1, instance = -1]: Ids): void {
    const entry = this.isGuarded() ? this.entryFor(object, instance) : undefined
    if (entry !== undefined) this.#store.remove([accessControl, entry])
  }

  #number(entry: number, resource: number): number {
    return Number(this.#store.value([accessControl, entry, resource])?.value ?? Number.NaN)
  }
}

/** The right that an operation on an instance needs; Discover needs none, composites look at each value. */
function rightFor(kind: Operation['kind']): keyof typeof accessRights | undefined {
  switch (kind) {
    case 'read':
    case 'observe':
    case 'write-attributes':
      return 'read'
    case 'write':
    case 'execute':
    case 'delete':
      return kind
    default:
      return undefined
  }
}
