import type { Plain } from '#sides'

/** An ETS configuration (annex C of the ETS): the least that the Client holds; a superset is allowed. */
export interface Configuration {
  /** `C.1`. */
  readonly name: string
  /** What our Client holds when a Server is judged, by path. */
  readonly store: { readonly [path: string]: Plain }
  /** Objects that it knows beside those, without instances. */
  readonly objects?: readonly number[]
  /** Versions that it announces, of objects whose version nothing else tells. */
  readonly versions?: { readonly [object: number]: string }
}
