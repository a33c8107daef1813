import { type Finding, Findings } from '#content'
import { readTlvs, tagText } from './der.ts'
import { type Element, shapeClause } from './schema.ts'
import { readElement } from './sequence.ts'
import { type Sgp32Version, usualVersion } from './version.ts'

/** What reading found. `value` is missing where the octets lack something that the message cannot do without. */
export interface Decoded<T> {
  readonly value?: T
  /** Everything that DER or SGP.32 has otherwise, by its offset in the octets. */
  readonly findings: readonly Finding[]
}

/** Writes a message in DER. Throws `DerError`, which says where, for a value that the message cannot carry. */
export function encode<T>(message: Element<T>, value: T, version: Sgp32Version = usualVersion): Uint8Array {
  return message.write(value, { version, path: [] })
}

/**
 * Reads a message as far as it can be told what is meant; what is not as DER and SGP.32 have it is a finding. Never
 * throws; what it allocates is bounded by the octets.
 */
export function decode<T>(
  message: Element<T>,
  octets: Uint8Array,
  version: Sgp32Version = usualVersion,
): Decoded<T> {
  const findings = new Findings()
  const [first, second] = readTlvs(octets, 0, findings)
  if (first === undefined) {
    if (octets.length === 0)
      findings.add(0, shapeClause, `nothing, where ${message.describe(version)} belongs`)
    return { findings: findings.list }
  }
  if (second !== undefined)
    findings.add(second.offset, shapeClause, `${tagText(second.tag)} after the end of the message`)
  const value = readElement(message, first, { version, findings })
  return value === undefined ? { findings: findings.list } : { value, findings: findings.list }
}
