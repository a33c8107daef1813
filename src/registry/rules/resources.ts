import type { Finding } from '../finding.ts'
import type { ParsedObject } from '../parse.ts'
import { joinsBoundsByWord } from './range.ts'
import { about } from './subject.ts'
import { isKnownUnit } from './units.ts'

/** Quotes a word processor makes; OMA wants straight ones. */
const typographicQuote = /[\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F]/

/** Whether a text holds quotes that OMA's validator calls invalid characters. */
export function hasTypographicQuote(text: string): boolean {
  return typographicQuote.test(text)
}

/** OMA's 410, 412, 413, 416, 417, 418 and 420: what each resource says about itself. */
export function checkResources(object: ParsedObject): Finding[] {
  const findings: Finding[] = []
  for (const resource of object.definition.resources.values()) {
    const report = (code: string, text: string, severity: Finding['severity'] = 'error') =>
      findings.push({ ...about(object, resource.id), code, severity, text: `${resource.name}: ${text}` })
    const executable = resource.operations === 'E'
    if (resource.name === '') report('410', 'has no name')
    if (!executable && resource.type === 'none') {
      report('412', `has no type although its operations are "${resource.operations}"`)
    }
    if (executable && resource.type !== 'none')
      report('413', `is executable and yet of type ${resource.type}`)
    if (executable && resource.multiple) report('413', 'is executable and yet Multiple')
    if (resource.description === '') report('416', 'has no description', 'warning')
    if (resource.units !== '' && !isKnownUnit(resource.units))
      report('417', `"${resource.units}" is not a SenML unit`)
    if (joinsBoundsByWord(resource.range)) {
      report('418', `range "${resource.range}" joins its bounds by "to" or "-"; write ".."`)
    }
    if (hasTypographicQuote(resource.description)) {
      report('420', 'typographic quotes in the description; write straight ones', 'warning')
    }
  }
  return findings
}
