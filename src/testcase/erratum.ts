/** A place where the ETS is wrong or silent, and what is judged instead. */
export interface Erratum {
  /** Case id, such as `int-260`. */
  readonly id: string
  /** Where in the case: `step 3`, `criterion B`, `configuration`. */
  readonly where: string
  readonly printed: string
  readonly judged: string
  /** Public issue or other source. */
  readonly source: string
}
