import type { Finding } from '../finding.ts'
import type { ResourceDefinition } from '../model.ts'
import type { ParsedObject } from '../parse.ts'
import { compareVersions, versionNumbers } from '../version.ts'
import { normalRange } from './range.ts'
import { about } from './subject.ts'

interface Field {
  readonly code: string
  readonly what: string
  /** As shown to the reader. */
  readonly read: (resource: ResourceDefinition) => string
  /** Makes differences of notation vanish. */
  readonly normal?: (text: string) => string
}

const fields: readonly Field[] = [
  { code: 'history-name', what: 'name', read: ({ name }) => name },
  { code: 'history-operations', what: 'operations', read: ({ operations }) => operations },
  {
    code: 'history-instances',
    what: 'instances',
    read: ({ multiple }) => (multiple ? 'Multiple' : 'Single'),
  },
  {
    code: 'history-mandatory',
    what: 'presence',
    read: ({ mandatory }) => (mandatory ? 'Mandatory' : 'Optional'),
  },
  { code: 'history-type', what: 'type', read: ({ type }) => type },
  { code: 'history-range', what: 'range', read: ({ range }) => range, normal: normalRange },
  { code: 'history-units', what: 'units', read: ({ units }) => units },
]

function compare(older: ParsedObject, newer: ParsedObject): Finding[] {
  const findings: Finding[] = []
  const step = `${older.definition.version} to ${newer.definition.version}`
  const report = (code: string, text: string, resource?: number) =>
    findings.push({
      ...about(newer, resource),
      code,
      severity: 'info',
      text: `${text} from version ${step}, which needs a new major version`,
    })
  if (older.definition.multiple !== newer.definition.multiple)
    report('history-instances', 'instances of the object changed')
  for (const before of older.definition.resources.values()) {
    const after = newer.definition.resources.get(before.id)
    if (after === undefined) {
      if (before.mandatory)
        report('history-mandatory', `mandatory resource ${before.id} ${before.name} was removed`)
      continue
    }
    for (const { code, what, read, normal = (text: string) => text } of fields) {
      const [was, is] = [read(before), read(after)]
      if (normal(was) === normal(is)) continue
      report(code, `${after.name}: ${what} changed (was ${was || 'none'}, is ${is || 'none'})`, after.id)
    }
  }
  for (const after of newer.definition.resources.values()) {
    if (after.mandatory && !older.definition.resources.has(after.id)) {
      report('history-mandatory', `${after.name}: a new mandatory resource was added`, after.id)
    }
  }
  return findings
}

/**
 * Breaking changes between neighbouring versions of the same major number (Core 1.2.1 §7.2.1). They are history: what is
 * published stays, so these findings inform and blame nobody's implementation.
 */
export function checkHistory(versions: readonly ParsedObject[]): Finding[] {
  const ordered = [...versions].sort((a, b) => compareVersions(a.definition.version, b.definition.version))
  return ordered.flatMap((newer, index) => {
    const older = ordered[index - 1]
    if (older === undefined) return []
    const [a, b] = [versionNumbers(older.definition.version), versionNumbers(newer.definition.version)]
    return a !== undefined && b !== undefined && a[0] === b[0] && a[1] !== b[1] ? compare(older, newer) : []
  })
}
