import type { ResponseDraft } from '#coap'
import { contentFormats, type DataFormat, type Ids, parseLinks, parsePath, type Value } from '#content'
import { type EnablerVersion, loadRegistry } from '#registry'
import { Device } from './device.ts'
import { ObjectStore } from './object-store.ts'
import type { OperationRequest } from './operation.ts'

const registry = loadRegistry({ imported: '' })

/** Values of the types the tests need. */
export const text = (value: string): Value => ({ type: 'string', value })
export const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })
export const truth = (value: boolean): Value => ({ type: 'boolean', value })

const everyFormat: readonly DataFormat[] = ['text', 'tlv', 'opaque', 'cbor', 'senml-json', 'senml-cbor']

const content: Readonly<Record<string, Value>> = {
  '/0/0/0': text('coap://192.0.2.1'),
  '/0/0/1': truth(false),
  '/0/0/2': integer(3),
  '/0/0/10': integer(1),
  '/0/1/0': text('coap://192.0.2.3'),
  '/0/1/1': truth(true),
  '/1/0/0': integer(1),
  '/1/0/1': integer(86400),
  '/1/0/2': integer(1),
  '/1/0/5': integer(300),
  '/1/0/6': truth(false),
  '/1/0/7': text('U'),
  '/3/0/0': text('Open Interop'),
  '/3/0/7/0': integer(3800),
  '/3/0/7/1': integer(5000),
  '/3/0/11/0': integer(0),
  '/3/0/16': text('U'),
  '/16/0/0/0': text('Host Device ID #1'),
  '/16/0/0/1': text('Maker'),
  '/21/0/0': text('00'),
  '/3442/0/120': integer(1),
  '/3442/0/1120/0': integer(1),
  '/3442/0/1120/1': integer(2),
}

/** A device with a server and a bootstrap-server account, and what came of its effects. */
export interface DeviceFixture {
  readonly device: Device
  readonly store: ObjectStore
  readonly executed: [path: Ids, argument: string][]
  changes(): number
  get(path: string, fields?: Partial<OperationRequest>): ResponseDraft
  put(path: string, fields?: Partial<OperationRequest>): ResponseDraft
  post(path: string, fields?: Partial<OperationRequest>): ResponseDraft
  remove(path: string): ResponseDraft
  /** Links as `path;name=value;…`, as Discover lists them. */
  discovered(path: string): string[]
}

/** Makes one; nothing is shared between two. */
export function deviceFixture(lwm2m: EnablerVersion = '1.1', formats = everyFormat): DeviceFixture {
  const store = new ObjectStore((object) => registry.inForce(object, lwm2m))
  for (const [path, value] of Object.entries(content)) store.set(parsePath(path), value)
  const executed: [Ids, string][] = []
  let changes = 0
  const device = new Device({
    store,
    lwm2m,
    formats,
    execute: (path, argument) => executed.push([path, argument]),
    instancesChanged: () => {
      changes += 1
    },
  })
  const ask =
    (method: 'GET' | 'PUT' | 'POST' | 'DELETE') =>
    (path: string, fields: Partial<OperationRequest> = {}): ResponseDraft =>
      device.answer({ method, ...requestTo(path), ...fields })
  const get = ask('GET')
  return {
    device,
    store,
    executed,
    changes: () => changes,
    get,
    put: ask('PUT'),
    post: ask('POST'),
    remove: ask('DELETE'),
    discovered: (path) => linkTexts(get(path, { accept: contentFormats.link })),
  }
}

/** A request to a path, without anything in it. */
export function requestTo(path: string): OperationRequest {
  return { path: path.split('/').filter(Boolean), query: [], payload: new Uint8Array() }
}

/** A text/plain payload. */
export function plain(value: string): Partial<OperationRequest> {
  return { contentFormat: contentFormats.text, payload: new TextEncoder().encode(value) }
}

/** A TLV payload in hexadecimal; blanks are ignored. */
export function tlv(hex: string): Partial<OperationRequest> {
  return {
    contentFormat: contentFormats.tlv,
    payload: Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')),
  }
}

/** The links of an answer as text. */
export function linkTexts({ payload = new Uint8Array() }: ResponseDraft): string[] {
  return parseLinks(payload).links.map(({ target, attributes }) =>
    [target, ...attributes.map(({ name, value }) => `${name}=${value}`)].join(';'),
  )
}
