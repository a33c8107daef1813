import type { Link } from '#content'
import type { Random } from '#net'
import { freshParameters, type Keyring, type KeyShape, otherEnd, resourcesOf } from '#oscore'
import { type Content, contentEntries, type Plain } from '../plain.ts'
import type { Session } from '../session.ts'

/** A Write of a Security instance, and what is to be written before it. */
export interface KeyedWrite {
  readonly content: Content
  /** An instance of the OSCORE object. */
  readonly keys: { readonly path: string; readonly content: Content }
}

/** Our Server's Short Server ID; a second Server of ours is spoken to in the clear. */
const ourServer = 1

/** Gives the Client new OSCORE keys for our Server with each account that is written to it (Core 1.1.1 Appendix E.1). */
export class ServerKeys {
  readonly #session: Session
  readonly #keyring: Keyring
  readonly #random: Random
  #listed: readonly Link[] = []
  #instance: string | undefined
  /** What the keys of the next account are like. */
  shape: KeyShape = {}

  /** @param keyring of our Server, which learns its end of what is given away */
  constructor(session: Session, keyring: Keyring, random: Random) {
    this.#session = session
    this.#keyring = keyring
    this.#random = random
  }

  /** What a Bootstrap-Discover lists: which instances are taken, and whose they are. */
  listed(links: readonly Link[]): void {
    this.#listed = links
  }

  /** The Write of an account for our Server with its keys; undefined for any other Write. */
  writeOf(path: string, content: Content): KeyedWrite | undefined {
    if (!/^\/0\/\d+$/.test(path)) return undefined
    const resources = Object.fromEntries(contentEntries(content))
    if (resources['1'] !== false || resources['10'] !== ourServer) return undefined
    const client = freshParameters(this.#random, this.shape)
    this.#keyring.serve(otherEnd(client))
    this.#instance = this.#place()
    const link = { object: 21, instance: Number(this.#instance.slice('/21/'.length)) }
    const keys = [...resourcesOf(client)].map(([id, value]) => [String(id), this.#plain(id, value)] as const)
    return {
      content: { ...resources, 17: link },
      keys: { path: this.#instance, content: Object.fromEntries(keys) },
    }
  }

  /** Over the keys it had before, else where nothing is; not every Client tells whose an instance is. */
  #place(): string {
    const instances = this.#listed.filter(({ target }) => /^\/21\/\d+$/.test(target))
    const own = instances.find(({ attributes }) =>
      attributes.some(({ name, value }) => name === 'ssid' && value === String(ourServer)),
    )
    const known = own?.target ?? this.#instance
    if (known !== undefined) return known
    // Before any Discover, the first instance may be that of the Bootstrap-Server.
    let id = this.#listed.length === 0 ? 1 : 0
    while (instances.some(({ target }) => target === `/21/${id}`)) id++
    return `/21/${id}`
  }

  #plain(id: number, value: number | Uint8Array): Plain {
    const isText = this.#session.shapeOf(21, id)?.type === 'string'
    return isText && value instanceof Uint8Array ? new TextDecoder().decode(value) : value
  }
}
