import type { Value } from '#content'
import type { ObjectStore } from '#lwm2m'
import { isAllowed, type ObjectDefinition, type ResourceDefinition } from '#registry'

/** Puts one whole instance of an object into a store: every resource, with a value that its definition allows. */
export function fillObject(store: ObjectStore, { id, resources }: ObjectDefinition, instance = 0): void {
  store.createInstance(id, instance)
  for (const resource of resources.values()) {
    const value = sample(resource)
    if (value !== undefined) store.set([id, instance, resource.id, ...(resource.multiple ? [0] : [])], value)
  }
}

/** A value in range; undefined for executables. */
function sample({ type, range }: ResourceDefinition): Value | undefined {
  const numbers = [0, 1, ...(range.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)]
  const lengths = [0, 1, 2, 3, 4, ...numbers.filter((length) => length < 5000)]
  const fitting = (value: bigint | number | string | Uint8Array): boolean => isAllowed({ type, range }, value)
  switch (type) {
    case 'integer':
    case 'unsigned':
    case 'time':
      return {
        type,
        value:
          numbers
            .filter((n) => Number.isInteger(n))
            .map(BigInt)
            .find(fitting) ?? 0n,
      }
    case 'float':
      return { type, value: numbers.find(fitting) ?? 0 }
    case 'string':
      return { type, value: lengths.map((length) => 'x'.repeat(length)).find(fitting) ?? '' }
    case 'opaque':
      return {
        type,
        value: lengths.map((length) => new Uint8Array(length)).find(fitting) ?? new Uint8Array(),
      }
    case 'boolean':
      return { type, value: true }
    case 'objlnk':
      return { type, value: { object: 65535, instance: 65535 } }
    case 'corelnk':
      return { type, value: '</3>' }
    case 'none':
      return undefined
  }
}
