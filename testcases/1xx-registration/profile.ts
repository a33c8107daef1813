import { type Check, check, type Registering } from '#testcase'

/** Objects of ETS configuration C.1, for which a Profile ID stands. */
export const profile = ['/1/0', '/3/0'] as const

export const speaks12: Check<Registering> = check('lwm2m=1.2', ({ registration }) =>
  registration.lwm2m === '1.2' ? undefined : `lwm2m=${registration.lwm2m ?? '(absent)'}`,
)

/** A truncated hash with its suite, or a name under OMA or a vendor. */
export const profileId: Check<Registering> = check(
  'a Profile ID: suite and hash (6:27354b9a), oma: or v: and a name',
  ({ registration }) => {
    const ids = registration.pid?.split(',') ?? []
    const odd = ids.find((id) => !/^(\d+:[0-9A-Fa-f]{8,}|oma:.+|v:.+)$/.test(id))
    return odd === undefined && ids.length > 0 ? undefined : `pid=${odd ?? '(absent)'}`
  },
)

/** Paths that a Register lists itself, and those its profile stands for; undefined where the profile is unknown. */
export function listAndProfile({ links, registration }: Registering): {
  readonly listed: readonly string[]
  readonly profile: readonly string[] | undefined
} {
  const root = registration.rootPath === '/' ? '' : registration.rootPath
  return {
    listed: links
      .map(({ target }) => target.slice(root.length))
      .filter((target) => /^\/\d+(\/\d+)?$/.test(target)),
    profile: registration.profile?.map(({ object, instance }) =>
      instance === undefined ? `/${object}` : `/${object}/${instance}`,
    ),
  }
}

/** The list holds nothing that the profile stands for already. */
export const listsNoneOfIts: Check<Registering> = check('a list of what the profile lacks', (register) => {
  const { listed, profile = [] } = listAndProfile(register)
  const twice = listed.find((path) => profile.includes(path))
  return twice === undefined ? undefined : `${twice} stands in the list, too`
})
