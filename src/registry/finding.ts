/** `error`: the definition contradicts a rule; `warning`: it can mislead; `info`: worth knowing, nobody's fault today. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * What a check found. Codes of digits are those of OMA's own validator; `shape-…` are departures from the XML schema,
 * `beyond-…` what neither schema nor validator looks at, `history-…` breaches of Core 1.2 §7.2.1 between versions.
 */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  readonly file: string
  readonly line?: number
  readonly object?: number
  readonly version?: string
  readonly resource?: number
  readonly text: string
}
