import type { Ids } from '#content'
import type { Observation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import { instead } from '../instead.ts'
import { onObservation } from './reporting.ts'

/** Leaves some resources out when an instance of an object is read as a whole. */
export function leavingOut(resources: { readonly [object: number]: number }) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'readable',
      (readable) => (base) =>
        readable(base).filter(
          ({ path }) => base.length !== 2 || base[1] !== 0 || resources[base[0]!] !== path[2],
        ),
    )
}

/** Gives another integer for some resources when an instance of an object is read as a whole. */
export function givingOthers(resources: { readonly [object: number]: number }) {
  return ({ device }: ReferenceClient): void =>
    instead(
      device,
      'readable',
      (readable) => (base) =>
        readable(base).map((node) =>
          base.length === 2 && resources[base[0]!] === node.path[2]
            ? { ...node, value: { type: 'integer', value: 77n } }
            : node,
        ),
    )
}

/** Reaches the observations of one object. */
export function onObservationOf(object: number, fault: (observation: Observation) => void) {
  return onObservation((observation) => {
    if (observation.paths[0]?.[0] !== object) return
    fault(observation)
    // Its first report is under way already.
    observation.rescheduled()
  })
}

/** Whether a path is of this object. */
export const isOf = (object: number, [first]: readonly string[] | Ids): boolean =>
  String(first) === String(object)

/** Makes a sound device of it that has the same objects otherwise: an older version, an instance that others lack. */
export function withOtherObjects({ store, options: { registry } }: ReferenceClient): void {
  instead(
    store,
    'definitionOf',
    (definitionOf) => (object) => (object === 10 ? registry.get(10, '1.0') : definitionOf(object)),
  )
  for (const resource of [12, 13, 14]) store.remove([10, 0, resource])
  store.set([10, 0, 6], { type: 'integer', value: 40n })
  store.set([13, 0, 0, 0], { type: 'integer', value: 0n })
}
