import type { Finding } from '../finding.ts'
import type { ParsedObject } from '../parse.ts'

export type Subject = Omit<Finding, 'code' | 'severity' | 'text'>

/** Says what a finding is about: an object, or one resource of it. */
export function about({ definition, file, element, lines }: ParsedObject, resource?: number): Subject {
  const object = { file, object: definition.id, version: definition.version }
  if (resource === undefined) return { ...object, line: element.line }
  return { ...object, line: lines.get(resource) ?? element.line, resource }
}
