import type { Code, ResponseDraft } from '#coap'
import { contentFormats, type Finding, formatName, type Ids, type Node, pathText } from '#content'
import type { ResourceDefinition } from '#registry'
import type { Device } from './device.ts'
import type { ObjectStore } from './object-store.ts'
import type { Payload } from './operation.ts'
import { isInRange } from './range.ts'

/** How a device takes values: Write and Create (Core 1.1.1 §6.3.3, §6.3.6). */
export class Writing {
  readonly #device: Device
  readonly #store: ObjectStore

  constructor(device: Device) {
    this.#device = device
    this.#store = device.store
  }

  write(path: Ids, content: Payload, mode: 'replace' | 'partial'): ResponseDraft {
    if (!this.#store.has(path)) return { code: '4.04' }
    const target = path.length > 2 ? this.#store.definition(path[0]!, path[2]!) : undefined
    if (target !== undefined && !this.isWritable(target)) return { code: '4.05' }
    if (mode === 'partial' && !this.#takesParts(path, target)) return { code: '4.05' }
    const read = this.nodesIn(path, content)
    if ('refusal' in read) return { code: read.refusal }
    const refusal = this.refusal(read.nodes)
    if (refusal !== undefined) return { code: refusal }
    this.apply(path, read.nodes, mode)
    return { code: '2.04' }
  }

  /** A partial Write goes to an instance and, since 1.2, to a multiple resource. */
  #takesParts(path: Ids, target: ResourceDefinition | undefined): boolean {
    return (
      path.length === 2 || (path.length === 3 && target?.multiple === true && this.#device.lwm2m === '1.2')
    )
  }

  /** Why written nodes must be refused as a whole. Resources that no definition knows are no reason. */
  refusal(nodes: readonly Node[]): Code | undefined {
    const known = nodes.filter(({ path }) => this.isKnown(path))
    const definitions = known.flatMap(({ path }) => this.#store.definition(path[0]!, path[2]!) ?? [])
    if (definitions.some((definition) => !this.isWritable(definition))) return '4.05'
    return known.every((node) => this.accepts(node)) ? undefined : '4.00'
  }

  isWritable({ operations }: ResourceDefinition): boolean {
    return operations.includes('W')
  }

  /** Whether a definition knows the resource of a path; instances are always known. */
  isKnown([object = -1, , resource]: Ids): boolean {
    return resource === undefined || this.#store.definition(object, resource) !== undefined
  }

  /** Whether a value is of the type, multiplicity and range of its resource. */
  accepts({ path, value }: Node): boolean {
    const definition = path[2] === undefined ? undefined : this.#store.definition(path[0]!, path[2])
    if (definition === undefined || value === undefined) return true
    if (definition.multiple !== (path.length === 4)) return false
    return definition.type === value.type && isInRange(value, definition)
  }

  /** Puts written nodes into the store: replacing clears the writable rest, partial update adds and overwrites. */
  apply(path: Ids, nodes: readonly Node[], mode: 'replace' | 'partial'): void {
    const known = nodes.filter((node) => node.path[2] !== undefined && this.isKnown(node.path))
    if (mode === 'replace' && path.length < 4) this.#clear(path, known)
    for (const node of known) this.#take(node)
  }

  /** What a replacing Write takes away: optional writable resources it leaves out, and instances of those it writes. */
  #clear(path: Ids, nodes: readonly Node[]): void {
    const written = new Set(nodes.map((node) => pathText(node.path.slice(0, 3))))
    const [object = -1, instance = -1, target] = path
    const resources = target === undefined ? this.#store.resources([object, instance]) : [target]
    for (const id of resources) {
      const definition = this.#store.definition(object, id)
      if (definition === undefined || !this.isWritable(definition)) continue
      const resource = [object, instance, id]
      const isWritten = written.has(pathText(resource))
      if (isWritten ? definition.multiple : !definition.mandatory) this.#store.remove(resource)
    }
  }

  #take({ path, value }: Node): void {
    if (value !== undefined) this.#store.set(path, value)
    else if (this.#store.definition(path[0]!, path[2]!)?.multiple === true) this.#store.setEmpty(path)
  }

  /** What a payload holds, or the code that refuses it. */
  nodesIn(base: Ids, { contentFormat, payload }: Payload): { nodes: readonly Node[] } | { refusal: Code } {
    const format = formatName(contentFormat ?? contentFormats.text)
    if (format === undefined || format === 'link' || !this.#device.formats.includes(format)) {
      return { refusal: '4.15' }
    }
    const { nodes, findings } = this.#device.decode(format, payload, base)
    return findings.some((finding) => this.matters(finding)) ? { refusal: '4.00' } : { nodes }
  }

  /** Whether something odd in a payload is a reason to refuse it. */
  matters(_finding: Finding): boolean {
    return true
  }

  /** Creates instances, all that the payload names or none; answers the location of the (first) one. */
  create(object: number, content: Payload): ResponseDraft {
    const definition = this.#store.definitionOf(object)
    if (!this.#store.has([object]) || definition === undefined) return { code: '4.04' }
    if (!this.isCreatable(object)) return { code: '4.05' }
    const { base, free } = this.chosenInstance(object, content)
    const empty = content.payload.length === 0 && content.contentFormat === undefined
    const read = empty ? { nodes: [] } : this.nodesIn(base, content)
    if ('refusal' in read) return { code: read.refusal }
    const ids = this.instancesIn(read.nodes, free)
    if (!definition.multiple && ids.some((id) => id > 0)) return { code: '4.00' }
    if (ids.some((id) => this.#store.has([object, id]))) return { code: '4.00' }
    if (ids.some((id) => this.lacksMandatory(object, id, read.nodes))) return { code: '4.00' }
    if (!read.nodes.every((node) => this.accepts(node))) return { code: '4.00' }
    for (const id of ids) this.instantiate([object, id], read.nodes)
    return { code: '2.01', location: [String(object), String(ids[0])] }
  }

  /** Security, Server, Access Control and Device instances come by bootstrap alone. */
  isCreatable(object: number): boolean {
    return object > 3
  }

  /** Instances that the payload of a Create names; the free one when it names none. */
  instancesIn(nodes: readonly Node[], free: number): number[] {
    const named = [...new Set(nodes.flatMap(({ path }) => path[1] ?? []))]
    return named.length === 0 ? [free] : named
  }

  /** Makes an instance of the writable values given for it; read-only ones are ignored (Core 1.1.1 §6.3.6). */
  instantiate(instance: Ids, nodes: readonly Node[]): void {
    this.#store.createInstance(instance[0]!, instance[1]!)
    for (const node of nodes) {
      const [object = -1, id, resource = -1] = node.path
      const definition = this.#store.definition(object, resource)
      if (id === instance[1] && definition !== undefined && this.isWritable(definition)) this.#take(node)
    }
  }

  /** Where the payload of a Create is read: below the object, or, when it names no instance, below a free one. */
  chosenInstance(object: number, { contentFormat, payload }: Payload): { base: Ids; free: number } {
    const taken = this.#store.instances(object)
    const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))!
    // In TLV, an Object Instance TLV (bits 7-6 zero) names the instance (Core 1.1.1 §7.4.3).
    const named = contentFormat !== contentFormats.tlv || (payload.length > 0 && payload[0]! >> 6 === 0)
    return { base: named ? [object] : [object, free], free }
  }

  lacksMandatory(object: number, instance: number, nodes: readonly Node[]): boolean {
    const given = new Set(nodes.filter(({ path }) => path[1] === instance).map(({ path }) => path[2]))
    return [...(this.#store.definitionOf(object)?.resources.values() ?? [])].some(
      (definition) => definition.mandatory && this.isWritable(definition) && !given.has(definition.id),
    )
  }
}
