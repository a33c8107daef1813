import { type Ids, isWithin, type Node, type Value } from '#content'
import type { ObjectDefinition, ResourceDefinition } from '#registry'

type Resource = Value | Map<number, Value>
type Instance = Map<number, Resource>

/** The definitions a store goes by: the version of each object that is in force. */
export type DefinitionOf = (object: number) => ObjectDefinition | undefined

/** The object instances and values of a device. */
export class ObjectStore {
  readonly definitionOf: DefinitionOf
  #objects = new Map<number, Map<number, Instance>>()
  readonly #listeners = new Set<(path: Ids) => void>()

  constructor(definitionOf: DefinitionOf) {
    this.definitionOf = definitionOf
  }

  /** Told the path of every value that was set or removed, and of every instance that came or went. Call the result to leave. */
  onChange(listener: (path: Ids) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes an object known, without instances. */
  addObject(object: number): void {
    if (!this.#objects.has(object)) this.#objects.set(object, new Map())
  }

  /** Knows nothing of an object any more. */
  dropObject(object: number): void {
    this.#objects.delete(object)
  }

  objects(): number[] {
    return [...this.#objects.keys()].sort((a, b) => a - b)
  }

  instances(object: number): number[] {
    return [...(this.#objects.get(object)?.keys() ?? [])].sort((a, b) => a - b)
  }

  /** Resource ids an instance holds. */
  resources([object = -1, instance = -1]: Ids): number[] {
    return [...(this.#objects.get(object)?.get(instance)?.keys() ?? [])].sort((a, b) => a - b)
  }

  /** Instance ids of a multiple resource. */
  resourceInstances([object = -1, instance = -1, resource = -1]: Ids): number[] {
    const held = this.#objects.get(object)?.get(instance)?.get(resource)
    return held instanceof Map ? [...held.keys()].sort((a, b) => a - b) : []
  }

  definition(object: number, resource: number): ResourceDefinition | undefined {
    return this.definitionOf(object)?.resources.get(resource)
  }

  /** Whether the object, instance, resource or resource instance is there. Executables are there by definition. */
  has([object, instance, resource, resourceInstance]: Ids): boolean {
    const instances = object === undefined ? undefined : this.#objects.get(object)
    if (instances === undefined) return object === undefined
    if (instance === undefined) return true
    const resources = instances.get(instance)
    if (resources === undefined || resource === undefined) return resources !== undefined
    const held = resources.get(resource)
    if (held === undefined)
      return resourceInstance === undefined && this.definition(object!, resource)?.operations === 'E'
    return resourceInstance === undefined || (held instanceof Map && held.has(resourceInstance))
  }

  /** All values at or below a path; empty instances and empty multiple resources as nodes without a value. */
  nodes(base: Ids): Node[] {
    const [object, instance, resource] = base
    if (object !== undefined && instance !== undefined && resource !== undefined) {
      const held = this.#objects.get(object)?.get(instance)?.get(resource)
      return held === undefined
        ? []
        : nodesOf([object, instance, resource], held).filter(({ path }) => isWithin(path, base))
    }
    const found: Node[] = []
    for (const one of object === undefined ? this.objects() : [object]) {
      for (const id of instance === undefined ? this.instances(one) : [instance]) {
        const resources = this.#objects.get(one)?.get(id)
        if (resources?.size === 0) found.push({ path: [one, id] })
        for (const [key, held] of [...(resources ?? [])].sort(([a], [b]) => a - b))
          found.push(...nodesOf([one, id, key], held))
      }
    }
    return found
  }

  /** The value of a resource or resource instance. */
  value([object = -1, instance = -1, resource = -1, resourceInstance]: Ids): Value | undefined {
    const held = this.#objects.get(object)?.get(instance)?.get(resource)
    if (held instanceof Map) return resourceInstance === undefined ? undefined : held.get(resourceInstance)
    return resourceInstance === undefined ? held : undefined
  }

  /** Sets one value; instances on the way are made. */
  set(path: Ids, value: Value): void {
    const [object, instance, resource, resourceInstance] = path as [number, number, number, number?]
    const resources = this.#instance(object, instance)
    if (resourceInstance === undefined) resources.set(resource, value)
    else {
      const held = resources.get(resource)
      const instances = held instanceof Map ? held : new Map<number, Value>()
      instances.set(resourceInstance, value)
      resources.set(resource, instances)
    }
    this.#changed(path)
  }

  /** Makes a multiple resource without instances, if it is not there. */
  setEmpty(path: Ids): void {
    const [object, instance, resource] = path as [number, number, number]
    const resources = this.#instance(object, instance)
    if (!(resources.get(resource) instanceof Map)) resources.set(resource, new Map())
    this.#changed(path)
  }

  /** Makes an instance without resources, if it is not there. */
  createInstance(object: number, instance: number): void {
    this.#instance(object, instance)
    this.#changed([object, instance])
  }

  /** Removes an instance, a resource or a resource instance. */
  remove(path: Ids): void {
    const [object = -1, instance, resource, resourceInstance] = path
    const instances = this.#objects.get(object)
    if (instance === undefined) instances?.clear()
    else if (resource === undefined) instances?.delete(instance)
    else {
      const held = instances?.get(instance)?.get(resource)
      if (resourceInstance !== undefined && held instanceof Map) held.delete(resourceInstance)
      else instances?.get(instance)?.delete(resource)
    }
    this.#changed(path)
  }

  /** A copy to go back to; call the result, as often as need be, to restore it, or these objects of it. Listeners are not told. */
  snapshot(): (only?: readonly number[]) => void {
    const kept = copyOf(this.#objects)
    return (only) => {
      const restored = copyOf(kept)
      this.#objects =
        only === undefined
          ? restored
          : new Map([...this.#objects, ...[...restored].filter(([object]) => only.includes(object))])
    }
  }

  #instance(object: number, instance: number): Instance {
    this.addObject(object)
    const instances = this.#objects.get(object)!
    const found = instances.get(instance) ?? new Map<number, Resource>()
    instances.set(instance, found)
    return found
  }

  #changed(path: Ids): void {
    for (const listener of this.#listeners) listener(path)
  }
}

/** The values of a resource; a node without a value for a multiple resource without instances. */
function nodesOf(path: Ids, held: Resource): Node[] {
  if (!(held instanceof Map)) return [{ path, value: held }]
  if (held.size === 0) return [{ path }]
  return [...held].sort(([a], [b]) => a - b).map(([id, value]) => ({ path: [...path, id], value }))
}

function copyOf(
  objects: ReadonlyMap<number, ReadonlyMap<number, Instance>>,
): Map<number, Map<number, Instance>> {
  const mapped = <From, To>(map: ReadonlyMap<number, From>, copy: (from: From) => To): Map<number, To> => {
    const copied = new Map<number, To>()
    for (const [id, held] of map) copied.set(id, copy(held))
    return copied
  }
  const value = (held: Value): Value =>
    held.type === 'opaque' ? { ...held, value: held.value.slice() } : held
  const resource = (held: Resource): Resource => (held instanceof Map ? mapped(held, value) : value(held))
  return mapped(objects, (instances) => mapped(instances, (resources) => mapped(resources, resource)))
}
