import type { Account } from '#testcase'

/** Registers in a series: Communication Retry Count. */
export const series = 3

/** An account that tries three Registers, two seconds apart and more, and then asks the Bootstrap-Server. */
export function impatient({ security, server }: Account): Account {
  return { security, server: { ...server, 16: true, 17: series, 18: 2, 20: 1 } }
}
