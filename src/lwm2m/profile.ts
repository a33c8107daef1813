import { parsePath, pathText } from '#content'
import type { ListedObject, Registration } from './registration.ts'

/** The lists of objects that Profile IDs stand for, by Profile ID as `pid=` states it. */
export type Profiles = ReadonlyMap<string, readonly ListedObject[]>

/** The Profile ID that the ETS gives for `/1/0` and `/3/0` (int-110, int-111): a fixture, not a hash anybody would compute. */
export const etsProfileId = '6:27354b9a'

/** The profile that the ETS presumes. */
export const etsProfiles: Profiles = profilesOf({ [etsProfileId]: ['/1/0', '/3/0'] })

/** Profiles from the paths of objects and instances, by Profile ID. @throws ContentError for what is no path */
export function profilesOf(paths: { readonly [profileId: string]: readonly string[] }): Profiles {
  return new Map(
    Object.entries(paths).map(([profileId, listed]) => [
      profileId,
      listed.map((path): ListedObject => {
        const [object = -1, instance] = parsePath(path)
        return instance === undefined ? { object } : { object, instance }
      }),
    ]),
  )
}

/** What the Profile IDs of a registration stand for; undefined when one of them is unknown (Core 1.2 §6.2.1). */
export function profileObjects(
  { pid }: Pick<Registration, 'pid'>,
  profiles: Profiles,
): readonly ListedObject[] | undefined {
  const lists = (pid ?? '').split(',').map((id) => (id === '' ? [] : profiles.get(id)))
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? [])
}

/** A registration with the objects of its profiles added to those it lists; undefined when a profile is unknown. */
export function withProfiles(registration: Registration, profiles: Profiles): Registration | undefined {
  if (registration.pid === undefined) return registration
  const known = profileObjects(registration, profiles)
  if (known === undefined) return undefined
  const listed = new Set(registration.objects.map(listedPath))
  const added = known.filter((entry) => !listed.has(listedPath(entry)))
  return { ...registration, profile: known, objects: [...registration.objects, ...added] }
}

/** `/3` or `/3/0`. */
export function listedPath({ object, instance }: ListedObject): string {
  return pathText(instance === undefined ? [object] : [object, instance])
}
