import { mostFindings } from './limits.ts'
import type { Finding } from './node.ts'

/** Collects findings. Keeps the first {@link mostFindings}, so that a hostile payload cannot fill the memory with our complaints. */
export class Findings {
  readonly list: Finding[] = []

  add(offset: number, clause: string, text: string, how: Pick<Finding, 'tolerated'> = {}): void {
    if (this.list.length < mostFindings) this.list.push({ offset, clause, text, ...how })
  }

  addAll(findings: readonly Finding[], shift = 0): void {
    for (const { offset, clause, text, ...how } of findings) this.add(offset + shift, clause, text, how)
  }
}

/** A piece of foreign text, quoted and cut to a length a report can bear. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
