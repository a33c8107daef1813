import type { Ids, Value } from '#content'
import { type DeviceAccount, securityResources } from '#dtls'
import type { ObjectStore } from '#lwm2m'
import type { Random } from '#net'
import { type ContextParameters, resourcesOf } from '#oscore'
import type { ReferenceClientOptions } from './client-options.ts'
import { fillObjects } from './device-content-objects.ts'
import { bindingTo } from './open-peer.ts'

const text = (value: string): Value => ({ type: 'string', value })
const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })
const truth = (value: boolean): Value => ({ type: 'boolean', value })
const octets = (hex: string): Value => ({ type: 'opaque', value: Uint8Array.from(Buffer.from(hex, 'hex')) })

/** What the reference Client holds when it leaves the factory: the ETS configurations C.1 to C.12, C.15 and C.16, and the test objects. */
export function fillStore(
  store: ObjectStore,
  { bootstrapUri, serverUri, lwm2m, oscore, bootstrapOscore, dtls }: ReferenceClientOptions,
): void {
  for (const object of [0, 1, 2, 3, 16, ...(lwm2m === '1.0' ? [3441] : [21, 3441, 3442])])
    store.addObject(object)
  if (bootstrapUri !== undefined) fillAccount(store, 1, bootstrapUri, undefined, dtls?.bootstrap)
  if (serverUri !== undefined) {
    fillAccount(store, 0, serverUri, 1, dtls?.server)
    const server: readonly (readonly [number, Value])[] = [
      [0, integer(1)],
      [1, integer(86400)],
      [2, integer(1)],
      [3, integer(10)],
      [5, integer(86400)],
      [6, truth(false)],
      [7, text(bindingTo(serverUri))],
      // Without it, Send is off.
      ...(lwm2m === '1.0' ? [] : [[23, truth(false)] as const]),
    ]
    for (const [resource, value] of server) store.set([1, 0, resource], value)
  }
  if (oscore !== undefined && serverUri !== undefined) fillOscore(store, 0, oscore)
  if (bootstrapOscore !== undefined && bootstrapUri !== undefined) fillOscore(store, 1, bootstrapOscore)
  if (oscore === undefined && lwm2m !== '1.0') store.set([21, 0, 0], text('00'))
  deviceObject(store, bindingTo(serverUri ?? bootstrapUri ?? ''))
  fillObjects(store)
  const identities = [
    'Host Device ID #1',
    'Host Device Manufacturer #1',
    'Host Device Model #1',
    'Host Device Software Version #1',
  ]
  for (const [id, identity] of identities.entries()) store.set([16, 0, 0, id], text(identity))
  for (const object of [3441, 3442])
    if (store.objects().includes(object)) resetTestObject(store, [object, 0], 0, '', undefined)
}

/** Objects of the device itself that have no instance any more; accounts and rights are what it was given. */
export function emptied(store: ObjectStore): number[] {
  return store
    .objects()
    .filter((object) => ![0, 1, 2, 21].includes(object) && store.instances(object).length === 0)
}

/** A Security instance, NoSec without an account; without a Short Server ID it is the Bootstrap-Server's. */
export function fillAccount(
  store: ObjectStore,
  instance: number,
  uri: string,
  shortServerId: number | undefined,
  account?: DeviceAccount,
): void {
  store.set([0, instance, 0], text(uri))
  store.set([0, instance, 1], truth(shortServerId === undefined))
  store.set([0, instance, 2], integer(3))
  for (const resource of [3, 4, 5]) store.set([0, instance, resource], octets(''))
  for (const [resource, value] of account === undefined ? [] : securityResources(account))
    store.set([0, instance, resource], plainValue(value))
  if (shortServerId !== undefined) store.set([0, instance, 10], integer(shortServerId))
}

/** A number, text or octets as a Resource holds them. */
export function plainValue(value: string | number | Uint8Array): Value {
  if (typeof value === 'number') return integer(value)
  return typeof value === 'string' ? text(value) : { type: 'opaque', value }
}

/** The security context of an account (/0/x/17), which has the number of that. */
function fillOscore(store: ObjectStore, instance: number, parameters: ContextParameters): void {
  for (const [resource, value] of resourcesOf(parameters)) {
    store.set([21, instance, resource], plainValue(value))
  }
  store.set([0, instance, 17], { type: 'objlnk', value: { object: 21, instance } })
}

function deviceObject(store: ObjectStore, binding: 'U' | 'T'): void {
  const values: readonly (readonly [Ids, Value])[] = [
    [[0], text('Open Interop')],
    [[1], text('Reference Client')],
    [[2], text('345000123')],
    [[3], text('1.0')],
    [[6, 0], integer(1)],
    [[6, 1], integer(2)],
    [[7, 0], integer(0)],
    [[7, 1], integer(0)],
    [[8, 0], integer(0)],
    [[8, 1], integer(0)],
    [[9], integer(0)],
    [[10], integer(15)],
    [[11, 0], integer(0)],
    [[13], { type: 'time', value: 1367491215n }],
    [[14], text('+02:00')],
    [[15], text('Europe/Berlin')],
    [[16], text(binding)],
    [[17], text('Reference')],
    [[18], text('1.0')],
    [[19], text('1.0')],
    [[20], integer(0)],
    [[21], integer(64)],
  ]
  for (const [path, value] of values) store.set([3, 0, ...path], value)
}

/** The only error is none (/3/0/11). */
export function resetErrors(store: ObjectStore): void {
  store.remove([3, 0, 11])
  store.set([3, 0, 11, 0], integer(0))
}

/** Executables of the test objects: 0 resets, 1 randomises, 2 clears, 3 keeps its arguments in resource 4. */
export function resetTestObject(
  store: ObjectStore,
  [object = -1, instance = 0]: Ids,
  resource: number,
  argument: string,
  random: Random | undefined,
): void {
  const draw = resource === 1 ? random : undefined
  if (resource === 3) {
    store.remove([object, instance, 4])
    for (const [id, part] of argument.split(',').entries())
      if (part !== '') store.set([object, instance, 4, id], text(part))
    return
  }
  if (resource > 3) return
  for (const definition of store.definitionOf(object)?.resources.values() ?? []) {
    if (!definition.operations.includes('W')) continue
    const base = [object, instance, definition.id]
    store.remove(base)
    if (resource === 2) continue
    for (const path of definition.multiple
      ? [
          [...base, 0],
          [...base, 1],
        ]
      : [base])
      store.set(path, sample(definition.type, draw))
  }
}

function sample(type: string, random: Random | undefined): Value {
  const number = random?.integer(-1000, 1000) ?? 1024
  switch (type) {
    case 'integer':
    case 'time':
      return { type, value: BigInt(type === 'time' ? 946684800 + Math.abs(number) : number) }
    case 'unsigned':
      return { type, value: BigInt(Math.abs(number)) }
    case 'float':
      return { type, value: random === undefined ? 3.5 : number / 8 }
    case 'boolean':
      return { type, value: number > 0 }
    case 'opaque':
      return { type, value: random?.bytes(5) ?? Uint8Array.from([1, 35, 69, 103, 137]) }
    case 'objlnk':
      return { type, value: { object: 3, instance: 0 } }
    case 'corelnk':
      return { type, value: '</3442>' }
    default:
      return text(random === undefined ? 'initial value' : `value ${number}`)
  }
}
