import { objectVersions } from '#lwm2m'
import type { ObjectDefinition } from '#registry'
import type { Session } from '#sides'
import type { TestCase } from '#testcase'
import type { Run } from './run.ts'

/** Objects that no Server may touch: there is nothing to judge by their definitions. */
const closed = [0, 21]

/**
 * The cases made of definitions, for every object that the Client registered or its ICS claims. An object that no
 * registry holds in the registered version is noted, and not judged.
 */
export function objectCases({ environment, options, journal }: Run, session: Session): TestCase[] {
  const { registry, ics, objectCase } = environment
  if (objectCase === undefined) return []
  const registration = session.client?.registration
  const versions = registration === undefined ? new Map<number, string>() : objectVersions(registration)
  const registered = (registration?.objects ?? []).map(({ object }) => object)
  const claimed = Object.entries(ics.items).flatMap(([item, has]) =>
    has && item.startsWith('OBJ.') ? [Number(item.slice(4))] : [],
  )
  const objects = [...new Set([...registered, ...claimed])].filter((object) => !closed.includes(object))
  return objects
    .toSorted((a, b) => a - b)
    .flatMap((object) => {
      const version = versions.get(object)
      const definition: ObjectDefinition | undefined =
        version === undefined ? registry.inForce(object, options.lwm2m) : registry.get(object, version)
      if (definition !== undefined) return objectCase(definition) ?? []
      journal.append({
        event: 'note',
        text: `object ${object}${version === undefined ? '' : ` ${version}`} is not judged: no registry holds its definition; registry import brings in more`,
      })
      return []
    })
}
