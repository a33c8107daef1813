import type { Method, ResponseDraft } from '#coap'
import {
  ContentError,
  contentFormats,
  type DataFormat,
  decode,
  encode,
  type Finding,
  formatLinks,
  formatName,
  type Ids,
  type Link,
  type Node,
  pathText,
  type Reading,
  type ShapeOf,
} from '#content'
import { boundVersion, type EnablerVersion, type ResourceDefinition } from '#registry'
import {
  type AttributeChanges,
  AttributeError,
  AttributeStore,
  type NotificationAttributes,
  parseAttributes,
} from './attributes.ts'
import type { ObjectStore } from './object-store.ts'

/** A request of an LwM2M Server, as far as the operation goes. */
export interface OperationRequest {
  readonly method?: Method
  readonly path: readonly string[]
  readonly query: readonly string[]
  readonly accept?: number
  readonly contentFormat?: number
  readonly payload: Uint8Array
}

export interface DeviceOptions {
  readonly store: ObjectStore
  readonly lwm2m: EnablerVersion
  /** Formats it reads and writes; the first that fits answers a Read without Accept. */
  readonly formats: readonly DataFormat[]
  /** An executable resource was executed; the answer has been decided, the effect comes after it. */
  readonly execute: (path: Ids, argument: string) => void
  /** An instance was created or deleted by a server. */
  readonly instancesChanged: () => void
}

/** Answers the device-management operations of an LwM2M Server from an object store (Core 1.1.1 §6.3). */
export class Device {
  readonly store: ObjectStore
  readonly lwm2m: EnablerVersion
  readonly formats: readonly DataFormat[]
  /** Notification attributes that the server attached. */
  readonly attributes = new AttributeStore()
  readonly #options: DeviceOptions
  /** Told when attributes changed at a path. */
  attributesChanged: (path: Ids) => void = () => {}

  constructor(options: DeviceOptions) {
    this.#options = options
    this.store = options.store
    this.lwm2m = options.lwm2m
    this.formats = options.formats
  }

  readonly shapeOf: ShapeOf = (object, resource) => this.store.definition(object, resource)

  /** The response to an operation; its effects have happened, except those of Execute, which follow. */
  answer(request: OperationRequest): ResponseDraft {
    const path = idsOf(request.path)
    if (path === undefined) return { code: '4.04' }
    if (path.length === 0) return { code: '4.05' }
    if (this.isClosed(path[0]!)) return { code: '4.01' }
    switch (request.method) {
      case 'GET':
        return request.accept === contentFormats.link ? this.discover(path) : this.read(path, request.accept)
      case 'PUT':
        if (request.query.length > 0 && request.payload.length === 0)
          return this.writeAttributes(path, request.query)
        return path.length < 2 ? { code: '4.05' } : this.write(path, request, 'replace')
      case 'POST':
        if (path.length === 1) return this.create(path, request)
        if (path.length === 2) return this.write(path, request, 'partial')
        return path.length === 3 && this.isExecutable(path)
          ? this.execute(path, request)
          : this.postResource(path, request)
      case 'DELETE':
        return this.remove(path)
      default:
        return { code: '4.05' }
    }
  }

  /** Objects that no LwM2M Server may touch (Core 1.1.1 §6.3). */
  isClosed(object: number): boolean {
    return object === 0 || object === 21
  }

  isExecutable([object = -1, , resource = -1]: Ids): boolean {
    return this.store.definition(object, resource)?.operations === 'E'
  }

  read(path: Ids, accept: number | undefined): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const definition = path.length > 2 ? this.store.definition(path[0]!, path[2]!) : undefined
    if (definition !== undefined && !definition.operations.includes('R')) return { code: '4.05' }
    const format = this.formatFor(path, accept)
    if (format === undefined) return { code: '4.06' }
    try {
      return {
        code: '2.05',
        contentFormat: contentFormats[format],
        payload: this.encode(format, this.readable(path), path),
      }
    } catch (failure) {
      if (failure instanceof ContentError) return { code: '4.06' }
      throw failure
    }
  }

  /** The readable values at and below a path. */
  readable(path: Ids): Node[] {
    return this.store.nodes(path).filter(({ path: [object = -1, , resource] }) => {
      if (this.isClosed(object)) return false
      return (
        resource === undefined || this.store.definition(object, resource)?.operations.includes('R') !== false
      )
    })
  }

  /** The format of an answer; undefined when Accept cannot be met. */
  formatFor(path: Ids, accept: number | undefined): DataFormat | undefined {
    const definition = path.length > 2 ? this.store.definition(path[0]!, path[2]!) : undefined
    const single = path.length === 4 || (path.length === 3 && definition?.multiple === false)
    const fits = (format: DataFormat): boolean => {
      if (format === 'opaque') return single && definition?.type === 'opaque'
      return single || !(format === 'text' || format === 'cbor')
    }
    if (accept === undefined) return this.formats.find((format) => fits(format) && format !== 'opaque')
    return this.formats.find((format) => contentFormats[format] === accept && fits(format))
  }

  encode(format: DataFormat, nodes: readonly Node[], base: Ids): Uint8Array {
    return encode(format, nodes, { base, shapeOf: this.shapeOf })
  }

  decode(format: DataFormat, payload: Uint8Array, base: Ids): Reading {
    return decode(format, payload, { base, shapeOf: this.shapeOf })
  }

  discover(path: Ids): ResponseDraft {
    if (path.length > 3) return { code: '4.05' }
    if (!this.store.has(path)) return { code: '4.04' }
    return { code: '2.05', contentFormat: contentFormats.link, payload: formatLinks(this.links(path)) }
  }

  /** What Discover lists at a path (Core 1.1.1 §6.3.2). */
  links(path: Ids): Link[] {
    const [object = -1, instance, resource] = path
    if (resource !== undefined) return this.resourceLinks(path, this.attributes.inherited(path))
    if (instance !== undefined)
      return [this.instanceLink(path, this.attributes.inherited(path)), ...this.resourcesOf(path)]
    const version = this.statedVersion(object)
    const own: Link = link(path, [
      ...(version === undefined ? [] : [{ name: 'ver', value: version, quoted: false }]),
      ...listed(this.attributes.at(path)),
    ])
    const instances = this.store.instances(object).map((id) => [object, id])
    return [
      own,
      ...instances.flatMap((ids) => [
        this.instanceLink(ids, this.attributes.at(ids)),
        ...this.resourcesOf(ids),
      ]),
    ]
  }

  instanceLink(path: Ids, attributes: NotificationAttributes): Link {
    return link(path, listed(attributes))
  }

  /** Resource links of an instance, with their own attributes. */
  resourcesOf(path: Ids): Link[] {
    return this.resourceIds(path).map((id) =>
      this.resourceLink([...path, id], this.attributes.at([...path, id])),
    )
  }

  resourceLinks(path: Ids, attributes: NotificationAttributes): Link[] {
    const nodes = this.store.nodes(path).filter((node) => node.path.length === 4)
    const instances =
      this.lwm2m === '1.0' ? [] : nodes.map((node) => link(node.path, listed(this.attributes.at(node.path))))
    return [this.resourceLink(path, attributes), ...instances]
  }

  resourceLink(path: Ids, attributes: NotificationAttributes): Link {
    const multiple = this.store.definition(path[0]!, path[2]!)?.multiple === true
    const dim = this.store.nodes(path).filter((node) => node.path.length === 4).length
    return link(path, [
      ...(multiple ? [{ name: 'dim', value: String(dim), quoted: false }] : []),
      ...listed(attributes),
    ])
  }

  /** Resources of an instance: those with a value, and the executables of its definition. */
  resourceIds([object = -1, instance = -1]: Ids): number[] {
    const held = this.store
      .nodes([object, instance])
      .flatMap(({ path }) => (path[2] === undefined ? [] : [path[2]]))
    const executable = [...(this.store.definitionOf(object)?.resources.values() ?? [])].filter(
      ({ operations }) => operations === 'E',
    )
    return [...new Set([...held, ...executable.map(({ id }) => id)])].sort((a, b) => a - b)
  }

  /** `ver` of an object, stated unless its enabler says it already (Core 1.1.1 §7.2.2). */
  statedVersion(object: number): string | undefined {
    const version = this.store.definitionOf(object)?.version
    return version === (boundVersion(object, this.lwm2m) ?? '1.0') ? undefined : version
  }

  writeAttributes(path: Ids, query: readonly string[]): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const type = path.length > 2 ? this.store.definition(path[0]!, path[2]!)?.type : undefined
    let changes: AttributeChanges
    try {
      changes = parseAttributes(query, ['integer', 'unsigned', 'float', 'time'].includes(type ?? ''))
    } catch (failure) {
      if (failure instanceof AttributeError) return { code: '4.00' }
      throw failure
    }
    this.attributes.apply(path, changes)
    this.attributesChanged(path)
    return { code: '2.04' }
  }

  write(path: Ids, request: OperationRequest, mode: 'replace' | 'partial'): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const read = this.nodesIn(path, request)
    if ('refusal' in read) return { code: read.refusal }
    const refusal = this.refusal(path, read.nodes)
    if (refusal !== undefined) return { code: refusal }
    this.apply(path, read.nodes, mode)
    return { code: '2.04' }
  }

  /** Why written nodes must be refused as a whole (Core 1.1.1 §6.3.3). */
  refusal(path: Ids, nodes: readonly Node[]): ResponseDraft['code'] | undefined {
    const target = path.length > 2 ? this.store.definition(path[0]!, path[2]!) : undefined
    if (target !== undefined && !this.isWritable(target)) return '4.05'
    for (const {
      path: [object = -1, , resource],
    } of nodes) {
      const definition = resource === undefined ? undefined : this.store.definition(object, resource)
      if (definition !== undefined && !this.isWritable(definition)) return '4.05'
    }
    return nodes.some(({ path: ids, value }) => value !== undefined && !this.accepts(ids, value))
      ? '4.00'
      : undefined
  }

  isWritable(definition: ResourceDefinition): boolean {
    return definition.operations.includes('W')
  }

  /** Whether a value lies within what its definition allows; more than its type only where an owner says so. */
  accepts(path: Ids, value: Node['value']): boolean {
    return value !== undefined && this.store.definition(path[0]!, path[2]!)?.type === value.type
  }

  /** Puts written nodes into the store: replacing clears the writable rest, partial update adds and overwrites. */
  apply(path: Ids, nodes: readonly Node[], mode: 'replace' | 'partial'): void {
    if (mode === 'replace' && path.length === 2) {
      for (const id of this.resourceIds(path)) {
        const definition = this.store.definition(path[0]!, id)
        if (definition !== undefined && this.isWritable(definition) && !definition.mandatory)
          this.store.remove([...path, id])
      }
    }
    const multiples = new Set(
      nodes.filter((node) => node.path.length === 4).map((node) => pathText(node.path.slice(0, 3))),
    )
    if (mode === 'replace')
      for (const text of multiples)
        if (path.length < 4) this.store.remove(text.split('/').slice(1).map(Number))
    for (const node of nodes) {
      if (node.value !== undefined && this.store.definition(node.path[0]!, node.path[2]!) !== undefined)
        this.store.set(node.path, node.value)
    }
  }

  /** What a payload holds, or the code that refuses it. */
  nodesIn(
    path: Ids,
    { contentFormat, payload }: OperationRequest,
  ): { nodes: readonly Node[] } | { refusal: ResponseDraft['code'] } {
    const format = formatName(contentFormat ?? contentFormats.text)
    if (format === undefined || format === 'link' || !this.formats.includes(format))
      return { refusal: '4.15' }
    const { nodes, findings } = this.decode(format, payload, path)
    return findings.some((finding) => this.matters(finding)) ? { refusal: '4.00' } : { nodes }
  }

  /** Whether something odd in a payload is a reason to refuse it. */
  matters(_finding: Finding): boolean {
    return true
  }

  postResource(path: Ids, request: OperationRequest): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const multiple = this.store.definition(path[0]!, path[2]!)?.multiple === true
    return this.lwm2m === '1.2' && multiple && path.length === 3
      ? this.write(path, request, 'partial')
      : { code: '4.05' }
  }

  execute(path: Ids, { payload, contentFormat }: OperationRequest): ResponseDraft {
    if (!this.store.has(path.slice(0, 2))) return { code: '4.04' }
    const argument = new TextDecoder().decode(payload)
    if (contentFormat !== undefined && contentFormat !== contentFormats.text) return { code: '4.15' }
    if (!/^(\d(='[^'"\\ ]*')?(,\d(='[^'"\\ ]*')?)*)?$/.test(argument)) return { code: '4.00' }
    this.#options.execute(path, argument)
    return { code: '2.04' }
  }

  create([object = -1]: Ids, request: OperationRequest): ResponseDraft {
    const definition = this.store.definitionOf(object)
    if (!this.store.has([object]) || definition === undefined) return { code: '4.04' }
    if (!definition.multiple && this.store.instances(object).length > 0) return { code: '4.05' }
    if ([1, 2, 3].includes(object)) return { code: '4.05' }
    const chosen = this.chosenInstance(object, request)
    const read = this.nodesIn(chosen.base, request)
    if ('refusal' in read) return { code: read.refusal }
    const ids = [...new Set(read.nodes.map(({ path }) => path[1]!))]
    if (ids.length === 0) ids.push(chosen.free)
    if (ids.some((id) => this.store.has([object, id]))) return { code: '4.00' }
    if (ids.some((id) => this.lacksMandatory(object, id, read.nodes))) return { code: '4.00' }
    for (const id of ids) this.store.createInstance(object, id)
    for (const { path, value } of read.nodes) {
      const writable =
        path[2] !== undefined && this.store.definition(object, path[2])?.operations.includes('W')
      if (value !== undefined && writable) this.store.set(path, value)
    }
    this.#options.instancesChanged()
    return { code: '2.01', location: [String(object), String(ids[0])] }
  }

  /** Where the payload of a Create is read: below the object, or, when it states no instance, below a free one. */
  chosenInstance(object: number, { contentFormat, payload }: OperationRequest): { base: Ids; free: number } {
    const taken = this.store.instances(object)
    const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))!
    // In TLV, an object-instance TLV (bits 7-6 zero) states the id (Core 1.1.1 §7.4.3).
    const stated = contentFormat !== contentFormats.tlv || (payload.length > 0 && payload[0]! >> 6 === 0)
    return { base: stated ? [object] : [object, free], free }
  }

  lacksMandatory(object: number, instance: number, nodes: readonly Node[]): boolean {
    const given = new Set(nodes.filter(({ path }) => path[1] === instance).map(({ path }) => path[2]))
    return [...(this.store.definitionOf(object)?.resources.values() ?? [])].some(
      ({ id, mandatory, operations }) => mandatory && operations.includes('W') && !given.has(id),
    )
  }

  remove(path: Ids): ResponseDraft {
    if (path.length === 4 && this.lwm2m === '1.2' && this.store.has(path)) {
      this.store.remove(path)
      return { code: '2.02' }
    }
    if (path.length !== 2) return { code: '4.05' }
    if (!this.store.has(path)) return { code: '4.04' }
    if ([1, 2, 3].includes(path[0]!)) return { code: '4.05' }
    this.store.remove(path)
    this.#options.instancesChanged()
    return { code: '2.02' }
  }
}

/** Path segments as ids; undefined for anything that is no LwM2M path. */
export function idsOf(segments: readonly string[]): Ids | undefined {
  const ids = segments
    .filter((segment) => segment !== '')
    .map((segment) => (/^\d{1,5}$/.test(segment) ? Number(segment) : Number.NaN))
  return ids.length <= 4 && ids.every((id) => id <= 65535) ? ids : undefined
}

function link(path: Ids, attributes: Link['attributes']): Link {
  return { target: pathText(path), attributes }
}

function listed(attributes: NotificationAttributes): Link['attributes'] {
  return Object.entries(attributes).map(([name, value]) => ({ name, value: String(value), quoted: false }))
}
