import type { ResponseDraft } from '#coap'
import { contentFormats, formatLinks, type Ids, type Link, type Node, pathText, type Value } from '#content'
import type { Device } from './device.ts'
import { idsOf, type OperationRequest } from './operation.ts'

/** Answers the operations of a Bootstrap-Server on a device (Core 1.1.1 §6.1.7). */
export class BootstrapDevice {
  readonly #device: Device

  constructor(device: Device) {
    this.#device = device
  }

  /** The response to an operation; `finished` when it was a Finish that the device accepts. */
  answer(request: OperationRequest): { response: ResponseDraft; finished: boolean } {
    if (request.method === 'POST' && request.path.join('/') === 'bs') {
      const consistent = this.isConsistent()
      return { response: { code: consistent ? '2.04' : '4.06' }, finished: consistent }
    }
    return { response: this.operate(request), finished: false }
  }

  operate(request: OperationRequest): ResponseDraft {
    const path = idsOf(request.path)
    if (path === undefined) return { code: '4.04' }
    switch (request.method) {
      case 'GET':
        return request.accept === contentFormats.link ? this.discover(path) : this.read(path, request)
      case 'PUT':
        return this.write(path, request)
      case 'DELETE':
        return this.remove(path)
      default:
        return { code: '4.05' }
    }
  }

  /** The Security instance of the Bootstrap-Server itself. */
  ownAccount(): number | undefined {
    const { store } = this.#device
    return store.instances(0).find((instance) => store.value([0, instance, 1])?.value === true)
  }

  /** Whether the configuration allows a registration: a Server account whose two halves match (Core 1.1.1 §6.1.7.2). */
  isConsistent(): boolean {
    const { store } = this.#device
    const accounts = store.instances(0).filter((instance) => instance !== this.ownAccount())
    return store.instances(1).some((server) => {
      const required = [0, 1, 6, 7].every((resource) => store.value([1, server, resource]) !== undefined)
      const id = store.value([1, server, 0])?.value
      return (
        required &&
        accounts.some(
          (account) =>
            store.value([0, account, 10])?.value === id && store.value([0, account, 0]) !== undefined,
        )
      )
    })
  }

  discover(path: Ids): ResponseDraft {
    const { store } = this.#device
    if (path.length > 1) return { code: '4.00' }
    if (path.length === 1 && !store.has(path)) return { code: '4.04' }
    const objects = path.length === 0 ? store.objects() : path
    const links = [this.versionLink(), ...objects.flatMap((object) => this.objectLinks(object))]
    return { code: '2.05', contentFormat: contentFormats.link, payload: formatLinks(links) }
  }

  /** The enabler version: `</>;lwm2m=1.1`; a bare item in 1.0 (Core 1.1.1 §6.1.7.3). */
  versionLink(): Link {
    const { lwm2m } = this.#device
    return {
      target: lwm2m === '1.0' ? '' : '/',
      attributes: [{ name: 'lwm2m', value: lwm2m, quoted: false }],
    }
  }

  objectLinks(object: number): Link[] {
    const { store } = this.#device
    const attributes = this.#device.discovery.versionAttribute(object)
    const own: Link = { target: pathText([object]), attributes }
    const instances = store.instances(object).map((instance) => this.instanceLink([object, instance]))
    return instances.length > 0 && attributes.length === 0 ? instances : [own, ...instances]
  }

  instanceLink(path: Ids): Link {
    const { store } = this.#device
    const [object, instance = -1] = path
    const own = object === 0 && instance === this.ownAccount()
    const id =
      object === 0
        ? store.value([...path, 10])
        : object === 1
          ? store.value([...path, 0])
          : this.#serverKeyedBy(path)
    const uri = object === 0 ? store.value([...path, 0]) : undefined
    const attributes = [
      ...(id === undefined || own ? [] : [{ name: 'ssid', value: String(id.value), quoted: false }]),
      ...(uri === undefined || own || this.#device.lwm2m === '1.0'
        ? []
        : [{ name: 'uri', value: String(uri.value), quoted: true }]),
    ]
    return { target: pathText(path), attributes }
  }

  read(path: Ids, { accept }: OperationRequest): ResponseDraft {
    const { store } = this.#device
    if (this.#device.lwm2m === '1.0' || (path[0] !== 1 && path[0] !== 2) || path.length > 2)
      return { code: '4.05' }
    if (!store.has(path)) return { code: '4.04' }
    return this.#device.read(path, accept, this.#device.readable(path))
  }

  write(path: Ids, request: OperationRequest): ResponseDraft {
    const { store } = this.#device
    if (path.length === 0 || !store.has(path.slice(0, 1))) return { code: '4.00' }
    const { writing } = this.#device
    const read = writing.nodesIn(path, request)
    if ('refusal' in read) return { code: read.refusal }
    if (!read.nodes.every((node) => writing.accepts(node))) return { code: '4.00' }
    if (path.length > 2) writing.apply(path, read.nodes, 'replace')
    else this.replace(path, read.nodes)
    return { code: '2.04' }
  }

  /** Instances become what the payload says, whatever they were (Core 1.1.1 §6.1.7.5). */
  replace(path: Ids, nodes: readonly Node[]): void {
    const { store } = this.#device
    const instances = path.length === 2 ? [path[1]!] : nodes.flatMap((node) => node.path[1] ?? [])
    for (const instance of new Set(instances)) {
      store.remove([path[0]!, instance])
      store.createInstance(path[0]!, instance)
    }
    this.#put(nodes)
  }

  /**
   * Takes a Bootstrap-Pack: its objects become what it says, all others stay (Core 1.2.1 §6.1.7.7). False when the
   * device cannot work with it; then it is as it was before.
   */
  takePack(nodes: readonly Node[]): boolean {
    const { store, writing } = this.#device
    const undo = store.snapshot()
    const known = nodes.filter(({ path }) => store.has(path.slice(0, 1)))
    for (const object of new Set(known.map(({ path }) => path[0]!))) {
      for (const instance of store.instances(object))
        if (!this.isSpared([object, instance])) store.remove([object, instance])
    }
    this.#put(known)
    if (known.every((node) => writing.accepts(node)) && this.isConsistent()) return true
    undo()
    return false
  }

  #put(nodes: readonly Node[]): void {
    const { store, writing } = this.#device
    for (const { path, value } of nodes)
      if (value !== undefined && writing.isKnown(path)) store.set(path, value)
  }

  /** Never touches the Bootstrap-Server's own account, with its keys, nor the Device instance (Core 1.1.1 §6.1.7.6). */
  remove(path: Ids): ResponseDraft {
    const { store } = this.#device
    if (path.length > 2) return { code: '4.00' }
    if (path.length === 2) {
      if (this.isSpared(path)) return { code: '4.00' }
      store.remove(path)
      return { code: '2.02' }
    }
    for (const object of path.length === 0 ? store.objects() : path) {
      for (const instance of store.instances(object))
        if (!this.isSpared([object, instance])) store.remove([object, instance])
    }
    return { code: '2.02' }
  }

  isSpared([object, instance]: Ids): boolean {
    const own = this.ownAccount()
    if (object === 21) return own !== undefined && this.#keysOf(own) === instance
    return (object === 0 && instance === own) || object === 3
  }

  /** The OSCORE instance that a Security instance links to (/0/x/17). */
  #keysOf(account: number): number | undefined {
    const link = this.#device.store.value([0, account, 17])
    return link?.type === 'objlnk' && link.value.object === 21 ? link.value.instance : undefined
  }

  /** The Short Server ID of whom an OSCORE instance is for. */
  #serverKeyedBy([object, instance]: Ids): Value | undefined {
    const { store } = this.#device
    if (object !== 21) return undefined
    const own = this.ownAccount()
    const account = store.instances(0).find((one) => one !== own && this.#keysOf(one) === instance)
    return account === undefined ? undefined : store.value([0, account, 10])
  }
}
