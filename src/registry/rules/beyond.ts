import type { Finding } from '../finding.ts'
import type { ResourceDefinition } from '../model.ts'
import type { ParsedObject } from '../parse.ts'
import { intervalsOf, isNumericRange } from './range.ts'
import { about } from './subject.ts'

const numeric: readonly string[] = ['integer', 'unsigned', 'float', 'time']
const unitless: readonly string[] = ['string', 'boolean', 'opaque', 'objlnk', 'corelnk']

function checkRange({ type, range }: ResourceDefinition, report: (code: string, text: string) => void): void {
  if (range === '') return
  for (const { min, max } of intervalsOf(range)) {
    if (min > max) report('beyond-empty-range', `range "${range}" begins above its end, so no value fits`)
  }
  if (type === 'boolean')
    report('beyond-boolean-range', `range "${range}" on a Boolean, which is true or false`)
  if (numeric.includes(type) && !isNumericRange(range)) {
    report('beyond-range-type', `range "${range}" on a number (${type}) names no number`)
  }
}

/** Defects of one object that neither the schema nor OMA's validator looks for. */
export function checkBeyond(object: ParsedObject): Finding[] {
  const { resources } = object.definition
  const findings: Finding[] = []
  const names = new Map<string, number>()
  for (const resource of resources.values()) {
    const report = (code: string, text: string) =>
      findings.push({
        ...about(object, resource.id),
        code,
        severity: 'warning',
        text: `${resource.name}: ${text}`,
      })
    checkRange(resource, report)
    if (resource.units !== '' && unitless.includes(resource.type)) {
      report('beyond-unit-type', `unit "${resource.units}" on a ${resource.type}, which has none`)
    }
    const twin = names.get(resource.name)
    if (twin !== undefined) report('beyond-duplicate-name', `resource ${twin} has the same name`)
    else names.set(resource.name, resource.id)
    const mentioned = [...resource.description.matchAll(/\bresource\s+(\d{1,5})\b/gi)].map(([, id]) =>
      Number(id),
    )
    for (const id of new Set(mentioned)) {
      if (!resources.has(id))
        report('beyond-dangling', `the description speaks of resource ${id}, which does not exist`)
    }
  }
  return findings
}
