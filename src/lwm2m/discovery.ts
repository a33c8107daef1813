import { type Ids, type Link, type LinkAttribute, pathText } from '#content'
import { boundVersion, type EnablerVersion } from '#registry'
import type { AttributeStore, NotificationAttributes } from './attributes.ts'
import type { ObjectStore } from './object-store.ts'

/** What a device lists on Discover (Core 1.1.1 §6.3.2). */
export class Discovery {
  readonly #store: ObjectStore
  readonly #attributes: AttributeStore
  readonly #lwm2m: EnablerVersion

  constructor(store: ObjectStore, attributes: AttributeStore, lwm2m: EnablerVersion) {
    this.#store = store
    this.#attributes = attributes
    this.#lwm2m = lwm2m
  }

  /** The links of an object, instance or resource. Attributes of the levels above show where Discover began. */
  links(path: Ids): Link[] {
    const [object = -1, instance, resource] = path
    if (resource !== undefined) return this.resourceLinks(path)
    if (instance !== undefined) {
      return [this.instanceLink(path, this.#attributes.inherited(path)), ...this.resourcesOf(path)]
    }
    const instances = this.#store.instances(object).map((id): Ids => [object, id])
    return [
      this.objectLink(object),
      ...instances.flatMap((ids) => [
        this.instanceLink(ids, this.#attributes.at(ids)),
        ...this.resourcesOf(ids),
      ]),
    ]
  }

  /** The links so many levels below a path and no deeper, each with its own attributes below the first (Core 1.2 §6.3.2). */
  downTo(path: Ids, depth: number): Link[] {
    const found = [this.linkAt(path, this.#attributes.inherited(path))]
    const walk = (parent: Ids, left: number): void => {
      if (left === 0) return
      for (const id of this.below(parent)) {
        const child = [...parent, id]
        found.push(this.linkAt(child, this.#attributes.at(child)))
        walk(child, left - 1)
      }
    }
    walk(path, depth)
    return found
  }

  /** Ids one level below a path. */
  below(path: Ids): number[] {
    if (path.length === 1) return this.#store.instances(path[0]!)
    if (path.length === 2) return this.resourceIds(path)
    return path.length === 3 ? this.#store.resourceInstances(path) : []
  }

  linkAt(path: Ids, attributes: NotificationAttributes): Link {
    if (path.length === 1) return this.objectLink(path[0]!)
    if (path.length === 3) return this.resourceLink(path, attributes)
    return path.length === 2 ? this.instanceLink(path, attributes) : this.resourceInstanceLink(path)
  }

  objectLink(object: number): Link {
    return {
      target: pathText([object]),
      attributes: [...this.versionAttribute(object), ...listed(this.#attributes.at([object]))],
    }
  }

  instanceLink(path: Ids, attributes: NotificationAttributes): Link {
    return { target: pathText(path), attributes: listed(attributes) }
  }

  /** Resource links of an instance, with their own attributes. */
  resourcesOf(path: Ids): Link[] {
    return this.resourceIds(path).map((id) =>
      this.resourceLink([...path, id], this.#attributes.at([...path, id])),
    )
  }

  /** A resource with inherited attributes and, since 1.1, its instances with their own. */
  resourceLinks(path: Ids): Link[] {
    const instances = this.#lwm2m === '1.0' ? [] : this.#store.resourceInstances(path)
    return [
      this.resourceLink(path, this.#attributes.inherited(path)),
      ...instances.map((id) => this.resourceInstanceLink([...path, id])),
    ]
  }

  resourceLink(path: Ids, attributes: NotificationAttributes): Link {
    const multiple = this.#store.definition(path[0]!, path[2]!)?.multiple === true
    const dim = String(this.#store.resourceInstances(path).length)
    const dimension = multiple ? [{ name: 'dim', value: dim, quoted: false }] : []
    return { target: pathText(path), attributes: [...dimension, ...listed(attributes)] }
  }

  resourceInstanceLink(path: Ids): Link {
    return { target: pathText(path), attributes: listed(this.#attributes.at(path)) }
  }

  /** Resources of an instance: those it holds, and the executables of its definition. */
  resourceIds([object = -1, instance = -1]: Ids): number[] {
    const held = this.#store.resources([object, instance])
    const defined = [...(this.#store.definitionOf(object)?.resources.values() ?? [])]
    const executable = defined.filter(({ operations }) => operations === 'E').map(({ id }) => id)
    return [...new Set([...held, ...executable])].sort((a, b) => a - b)
  }

  /** `ver` of an object, stated unless its enabler says it already (Core 1.1.1 §7.2.2). */
  versionAttribute(object: number): LinkAttribute[] {
    const version = this.#store.definitionOf(object)?.version
    const understood = boundVersion(object, this.#lwm2m) ?? '1.0'
    return version === undefined || version === understood
      ? []
      : [{ name: 'ver', value: version, quoted: false }]
  }
}

function listed(attributes: NotificationAttributes): LinkAttribute[] {
  return Object.entries(attributes).map(([name, value]) => ({ name, value: String(value), quoted: false }))
}
