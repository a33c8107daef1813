/** Editions of SGP.32 whose messages differ on the wire; 1.1 is encoded as 1.2 is. */
export const sgp32Versions = ['1.0', '1.2', '1.3'] as const

export type Sgp32Version = (typeof sgp32Versions)[number]

/** What accredited eUICCs implement. */
export const usualVersion: Sgp32Version = '1.2'

/** A tag by its octets, such as 0xbf51; or the tag from a version on, null where there is none from then on. */
export type TagByVersion = number | { readonly [version in Sgp32Version]?: number | null }

/** The tag in a version; undefined where the version has no such element. */
export function tagIn(tags: TagByVersion, version: Sgp32Version): number | undefined {
  if (typeof tags === 'number') return tags
  const known = sgp32Versions.slice(0, sgp32Versions.indexOf(version) + 1)
  return known.reduce<number | undefined>((tag, from) => {
    const given = tags[from]
    return given === undefined ? tag : (given ?? undefined)
  }, undefined)
}
