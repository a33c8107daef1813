import type { IcsDocument, IcsItem } from '#ics'
import type { Journal } from '#record'

/** Whether an IUT has a feature, and how we know. */
export interface Claim {
  /** Undefined: nobody says, and nothing on the wire tells. */
  readonly claimed: boolean | undefined
  readonly why: string
  /** The frame that told, where the wire was asked. */
  readonly frame: number | null
}

export type Claims = (item: IcsItem) => Promise<Claim>

/**
 * Writes each answer down once, as it is used. What the ICS says is held against the wire where the wire can tell: the
 * ICS stays in force, and a contradiction is told with it.
 * @param wire what careful reads show; undefined where no read can
 */
export function recordedClaims(
  { endpoint, ics, journal }: { endpoint: string; ics: IcsDocument; journal: Journal },
  claims: Claims,
  wire?: (item: IcsItem) => Promise<Claim> | undefined,
): Claims {
  const written = new Set<IcsItem>()
  return async (item) => {
    const claim = await claims(item)
    if (written.has(item)) return claim
    written.add(item)
    const stated = ics.items[item]
    const seen = stated === undefined ? undefined : await wire?.(item)
    const contradicted = seen?.claimed !== undefined && seen.claimed !== stated
    journal.append({
      event: 'claim',
      endpoint,
      item,
      claimed: claim.claimed ?? null,
      source: stated === undefined ? 'found' : 'ics',
      why: claim.why,
      contradiction: contradicted ? seen.why : null,
    })
    return claim
  }
}
