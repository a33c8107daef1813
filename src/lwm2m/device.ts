import type { ResponseDraft } from '#coap'
import {
  ContentError,
  contentFormats,
  type DataFormat,
  decode,
  encode,
  formatLinks,
  type Ids,
  type Node,
  type Reading,
  type ShapeOf,
} from '#content'
import type { EnablerVersion } from '#registry'
import { Access } from './access.ts'
import { type AttributeChanges, AttributeError, AttributeStore, parseAttributes } from './attributes.ts'
import { Composite } from './composite.ts'
import { Discovery } from './discovery.ts'
import type { ObjectStore } from './object-store.ts'
import { type Depth, type Operation, type OperationRequest, operationOf, type Payload } from './operation.ts'
import { Writing } from './writing.ts'

export interface DeviceOptions {
  readonly store: ObjectStore
  readonly lwm2m: EnablerVersion
  /** Formats it reads and writes; the first that fits answers a Read without Accept. */
  readonly formats: readonly DataFormat[]
  /** What the Server of this device may do; default: everything. */
  readonly access?: Access
  /** An executable resource was executed; the answer has been decided, the effect comes after it. */
  readonly execute: (path: Ids, argument: string) => void
  /** An instance was created or deleted by a server. */
  readonly instancesChanged: () => void
}

/** Answers the device-management operations of an LwM2M Server from an object store (Core 1.1.1 §6.3). */
export class Device {
  readonly store: ObjectStore
  readonly lwm2m: EnablerVersion
  formats: readonly DataFormat[]
  /** Notification attributes that the server attached. */
  readonly attributes = new AttributeStore()
  /** What its Server may do. */
  readonly access: Access
  readonly discovery: Discovery
  readonly writing: Writing
  readonly composite: Composite
  readonly #options: DeviceOptions
  /** Told when attributes changed at a path. */
  attributesChanged: (path: Ids) => void = () => {}

  constructor(options: DeviceOptions) {
    this.#options = options
    this.store = options.store
    this.lwm2m = options.lwm2m
    this.formats = options.formats
    this.access = options.access ?? new Access(options.store)
    this.discovery = new Discovery(this.store, this.attributes, this.lwm2m)
    this.writing = new Writing(this)
    this.composite = new Composite(this)
  }

  readonly shapeOf: ShapeOf = (object, resource) => this.store.definition(object, resource)

  /** The response to a request; its effects have happened, except those of Execute, which follow. */
  answer(request: OperationRequest): ResponseDraft {
    const operation = operationOf(request, (path) => this.isExecutable(path))
    if ('refusal' in operation) return { code: operation.refusal }
    const [object] = operation.path
    if (object !== undefined && this.isClosed(object)) return { code: '4.01' }
    const code = this.access.refusal(operation)
    return code === undefined ? this.perform(operation) : { code }
  }

  perform(operation: Operation): ResponseDraft {
    const { path } = operation
    switch (operation.kind) {
      case 'read':
      case 'observe':
      case 'cancel':
        return this.read(path, operation.accept)
      case 'read-composite':
      case 'observe-composite':
      case 'cancel-composite':
        return this.composite.read(operation)
      case 'write-composite':
        return this.composite.write(operation)
      case 'discover':
        return this.discover(path, operation.depth)
      case 'write':
        return this.writing.write(path, operation, operation.mode)
      case 'write-attributes':
        return this.writeAttributes(path, operation.query)
      case 'execute':
        return this.execute(path, operation)
      case 'create':
        return this.create(path, operation)
      case 'delete':
        return this.remove(path)
    }
  }

  /** Objects that no LwM2M Server may touch (Core 1.1.1 §6.3). */
  isClosed(object: number): boolean {
    return object === 0 || object === 21
  }

  isExecutable([object = -1, , resource = -1]: Ids): boolean {
    return this.store.definition(object, resource)?.operations === 'E'
  }

  /** @param nodes what is read; default: what its Server may see */
  read(path: Ids, accept: number | undefined, nodes?: readonly Node[]): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const definition = path.length > 2 ? this.store.definition(path[0]!, path[2]!) : undefined
    if (definition !== undefined && !definition.operations.includes('R')) return { code: '4.05' }
    const format = this.formatFor(path, accept)
    if (format === undefined) return { code: '4.06' }
    try {
      const payload = this.encode(format, nodes ?? this.visible(path), path)
      return { code: '2.05', contentFormat: contentFormats[format], payload }
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

  /** The readable values that its Server has the right to read. */
  visible(path: Ids): Node[] {
    return this.readable(path).filter((node) => node.path.length < 2 || this.access.may('read', node.path))
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

  discover(path: Ids, depth?: Depth): ResponseDraft {
    if (path.length > 3) return { code: '4.05' }
    if (!this.store.has(path)) return { code: '4.04' }
    const links =
      depth === undefined || this.lwm2m !== '1.2'
        ? this.discovery.links(path)
        : this.discovery.downTo(path, depth)
    return { code: '2.05', contentFormat: contentFormats.link, payload: formatLinks(links) }
  }

  writeAttributes(path: Ids, query: readonly string[]): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const changes = this.attributesIn(path, query)
    if (changes === undefined) return { code: '4.00' }
    this.attributes.apply(path, changes)
    this.attributesChanged(path)
    return { code: '2.04' }
  }

  /** The attributes that a query states for a path; undefined when it must be refused. */
  attributesIn(path: Ids, query: readonly string[]): AttributeChanges | undefined {
    const type = path.length > 2 ? this.store.definition(path[0]!, path[2]!)?.type : undefined
    const numeric = ['integer', 'unsigned', 'float', 'time'].includes(type ?? '')
    try {
      return parseAttributes(query, { numeric, boolean: type === 'boolean', lwm2m: this.lwm2m })
    } catch (failure) {
      if (failure instanceof AttributeError) return undefined
      throw failure
    }
  }

  /** Execute: arguments are digits, each with an optional quoted value (Core 1.1.1 §6.3.5). */
  execute(path: Ids, { payload, contentFormat }: Payload): ResponseDraft {
    if (!this.store.has(path)) return { code: '4.04' }
    const argument = new TextDecoder().decode(payload)
    if (contentFormat !== undefined && contentFormat !== contentFormats.text) return { code: '4.00' }
    if (!/^(\d(='[^'"\\ ]*')?(,\d(='[^'"\\ ]*')?)*)?$/.test(argument)) return { code: '4.00' }
    this.#options.execute(path, argument)
    return { code: '2.04' }
  }

  create([object = -1]: Ids, content: Payload): ResponseDraft {
    const before = this.store.instances(object)
    const response = this.writing.create(object, content)
    if (response.code !== '2.01') return response
    for (const instance of this.store.instances(object))
      if (!before.includes(instance)) this.access.own([object, instance])
    this.#options.instancesChanged()
    return response
  }

  /** Delete: an instance, and since 1.2 a resource instance; never those that come by bootstrap alone. */
  remove(path: Ids): ResponseDraft {
    const { store, writing } = this
    if (path.length !== 2) return this.removeResourceInstance(path)
    if (!store.has(path)) return { code: '4.04' }
    if (!writing.isCreatable(path[0]!)) return { code: '4.05' }
    store.remove(path)
    this.attributes.forget(path)
    this.access.forget(path)
    this.#options.instancesChanged()
    return { code: '2.02' }
  }

  removeResourceInstance(path: Ids): ResponseDraft {
    const definition = path.length === 4 ? this.store.definition(path[0]!, path[2]!) : undefined
    if (this.lwm2m !== '1.2' || definition === undefined || !this.writing.isWritable(definition)) {
      return { code: '4.05' }
    }
    if (!this.store.has(path)) return { code: '4.04' }
    this.store.remove(path)
    this.attributes.forget(path)
    return { code: '2.02' }
  }
}
