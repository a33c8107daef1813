/** A span of time that a case imposes, with the reason for it. */
export interface Wait {
  readonly seconds: number
  /** Seconds under `--timing short`; absent: it cannot be shortened. */
  readonly short?: number
  readonly why: string
  readonly clause: string
}
