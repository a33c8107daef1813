import type { TestCase } from '#testcase'

/**
 * The label that an edition of the ETS prints: `1.0-int-102` in ETS 1.0, `1.1-int-102` in 1.1; ETS 1.2 keeps the
 * labels of 1.1 except for the cases it introduced.
 */
export function labelOf({ number, id, editions }: TestCase, profile: string): string {
  if (number === undefined) return id
  if (profile === 'ets-1.0') return `1.0-int-${number}`
  return `${editions[0] === '1.2' ? '1.2' : '1.1'}-int-${number}`
}
