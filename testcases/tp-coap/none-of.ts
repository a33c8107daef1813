import { type Check, check } from '#testcase'

/** So many are told in words; all of them stand in the exchanges of their cases. */
const most = 20

/** None was found in all that the IUT sent in this run. */
export function noneOf(expected: string): Check<readonly string[]> {
  return check(expected, (seen) => {
    if (seen.length === 0) return undefined
    const more = seen.length > most ? ` · and ${seen.length - most} more` : ''
    return `${seen.length}: ${seen.slice(0, most).join(' · ')}${more}`
  })
}
