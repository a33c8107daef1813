import type { Ids, Value } from '#content'
import type { DefinitionOf, ObjectStore } from '#lwm2m'
import type { ReferenceClientOptions } from './client-options.ts'

const text = (value: string): Value => ({ type: 'string', value })
const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })
const unsigned = (value: number): Value => ({ type: 'unsigned', value: BigInt(value) })
const float = (value: number): Value => ({ type: 'float', value })
const time = (value: number): Value => ({ type: 'time', value: BigInt(value) })
const truth = (value: boolean): Value => ({ type: 'boolean', value })
const octets = (hex: string): Value => ({ type: 'opaque', value: Uint8Array.from(Buffer.from(hex, 'hex')) })

/** Object versions that it announces, since neither its enabler nor the absence of one would tell. */
const announced: ReadonlyMap<number, string> = new Map([
  [10, '1.1'],
  [12, '1.1'],
])

/** The definitions that the reference Client goes by. */
export function definitionsOf({ registry, lwm2m }: ReferenceClientOptions): DefinitionOf {
  return (object) => registry.inForce(object, lwm2m, announced)
}

type Content = readonly (readonly [Ids, Value])[]

/** Beside the core objects: the ETS configurations C.5, C.7 to C.11, C.15 and C.16; and Software Management. */
const contents: { readonly [object: number]: Content } = {
  4: [
    [[0, 0], integer(6)],
    [[0, 1, 0], integer(6)],
    [[0, 1, 1], integer(21)],
    [[0, 2], integer(-92)],
    [[0, 3], integer(2)],
    [[0, 4, 0], text('192.0.2.2')],
    [[0, 5, 0], text('192.0.2.1')],
    [[0, 6], integer(15)],
    [[0, 7, 0], text('internet')],
    [[0, 8], integer(4711)],
    [[0, 9], integer(24)],
    [[0, 10], integer(901)],
  ],
  5: [
    [[0, 0], octets('')],
    [[0, 1], text('')],
    [[0, 3], integer(0)],
    [[0, 5], integer(0)],
    [[0, 6], text('')],
    [[0, 7], text('')],
    ...[0, 1, 4, 5, 2, 3].map((protocol, id) => [[0, 8, id], integer(protocol)] as const),
    [[0, 9], integer(2)],
  ],
  6: [
    [[0, 0], float(43.5723)],
    [[0, 1], float(153.2176)],
    [[0, 2], float(140)],
    [[0, 3], float(100)],
    [[0, 4], octets('0a2d41')],
    [[0, 5], time(1367491215)],
    [[0, 6], float(3)],
  ],
  7: [
    ...[0, 1, 2, 3, 4, 5].map((counter) => [[0, counter], integer(50_000 + counter)] as const),
    [[0, 8], integer(0)],
  ],
  9: [
    [[0, 0], text('')],
    [[0, 1], text('')],
    [[0, 2], octets('')],
    [[0, 3], text('')],
    [[0, 7], integer(0)],
    [[0, 9], integer(0)],
    [[0, 12], truth(false)],
  ],
  10: [
    [[0, 4], integer(3600)],
    [[0, 5], integer(600)],
    [[0, 8], octets('02')],
    [[0, 9], octets('05')],
    [[0, 11, 0], { type: 'objlnk', value: { object: 11, instance: 0 } }],
    [[0, 12], unsigned(3)],
    [[0, 13], unsigned(3)],
    [[0, 14], unsigned(1)],
  ],
  11: [
    [[0, 0], text('first profile')],
    [[0, 1], text('internet')],
    [[0, 3], truth(true)],
    [[0, 4], integer(3)],
  ],
  12: [
    [[0, 0], text('wlan0')],
    [[0, 1], truth(false)],
    [[0, 3], integer(0)],
    [[0, 4], text('02005e100001')],
    [[0, 5], text('interop')],
    [[0, 8], integer(1)],
    [[0, 9], integer(255)],
    [[0, 14], integer(3)],
    [[0, 15], integer(1)],
  ],
  13: [],
  19: [
    [[0, 0, 0], octets('0102030405060708')],
    [[1, 0, 0], octets('00')],
  ],
  20: [
    [[0, 4010], integer(0)],
    [[0, 4013], integer(3)],
    [[0, 4014], octets('6c6f67')],
  ],
}

/** Puts them into the store of a device. */
export function fillObjects(store: ObjectStore): void {
  for (const [id, content] of Object.entries(contents)) {
    const object = Number(id)
    store.addObject(object)
    for (const [path, value] of content) store.set([object, ...path], value)
  }
  if (store.definition(5, 13) !== undefined) store.set([5, 0, 13], unsigned(3600))
}
