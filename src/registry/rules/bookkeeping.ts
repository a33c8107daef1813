import { objectFileName } from '../file-name.ts'
import type { Finding } from '../finding.ts'
import { groupBy } from '../group.ts'
import type { ParsedObject } from '../parse.ts'
import { condensed } from '../text.ts'
import { compareVersions, versionNumbers } from '../version.ts'
import type { DdfEntry } from './ddf.ts'
import { about } from './subject.ts'

/** Files by their path within the registry, with the one object each holds, and their text. */
export interface RegistryFiles {
  readonly objects: ReadonlyMap<string, ParsedObject>
  readonly texts: ReadonlyMap<string, string>
}

const history = 'version_history/'

function historyPath({ object, version }: DdfEntry): string {
  return `${history}${objectFileName(object, version) ?? version}`
}

function entryReporter(file: string, findings: Finding[]) {
  return (entry: DdfEntry, code: string, text: string, severity: Finding['severity'] = 'error') => {
    findings.push({
      code,
      severity,
      file,
      line: entry.line,
      object: entry.object,
      version: entry.version,
      text,
    })
  }
}

function byObject(entries: readonly DdfEntry[]): DdfEntry[][] {
  return groupBy(entries, ({ object }) => object).map((group) =>
    group.sort((a, b) => compareVersions(a.version, b.version)),
  )
}

/** Versions that must have come before: 2.4 wants 2.3, 2.2, 2.1, 2.0 and 1.0. */
function predecessors(version: string): string[] {
  const [major, minor] = versionNumbers(version) ?? [0, 0]
  const minors = Array.from({ length: minor }, (_, earlier) => `${major}.${earlier}`)
  return [...Array.from({ length: Math.max(0, major - 1) }, (_, earlier) => `${earlier + 1}.0`), ...minors]
}

/** OMA's 200, 201, 202 and 276: entries of DDF.xml against each other. */
export function checkEntries(entries: readonly DdfEntry[], file: string): Finding[] {
  const findings: Finding[] = []
  const report = entryReporter(file, findings)
  for (const versions of byObject(entries)) {
    for (const [index, entry] of versions.entries()) {
      if (versions.findIndex(({ version }) => version === entry.version) < index) {
        report(entry, '200', `version ${entry.version} is listed twice`)
      }
      for (const missing of predecessors(entry.version)) {
        if (!versions.some(({ version }) => version === missing))
          report(entry, '276', `version ${missing} is missing`)
      }
    }
    const [newest] = versions.slice(-1)
    if (newest === undefined) continue
    for (const [code, what] of [
      ['201', 'name'],
      ['202', 'description'],
    ] as const) {
      if (versions.some((entry) => entry[what].trim() !== newest[what].trim())) {
        report(newest, code, `the ${what} differs between the versions of object ${newest.object}`, 'warning')
      }
    }
  }
  return findings
}

/** OMA's 050, 270 and 274: DDF.xml against the files of a registry in OMA's own layout. */
export function checkFiles(entries: readonly DdfEntry[], file: string, { texts }: RegistryFiles): Finding[] {
  const findings: Finding[] = []
  const report = entryReporter(file, findings)
  const listed = new Set(entries.flatMap((entry) => [entry.path, historyPath(entry)]))
  for (const path of texts.keys()) {
    if (!listed.has(path))
      findings.push({ code: '050', severity: 'error', file: path, text: 'is not listed in DDF.xml' })
  }
  for (const versions of byObject(entries.filter(({ path }) => path !== ''))) {
    for (const [index, entry] of versions.entries()) {
      const kept = historyPath(entry)
      if (!texts.has(entry.path)) report(entry, '270', `${entry.path} does not exist`)
      if (!texts.has(kept)) report(entry, '274', `${kept} does not exist`)
      else if (texts.has(entry.path) && texts.get(kept) !== texts.get(entry.path)) {
        report(entry, '274', `${entry.path} and ${kept} differ`)
      }
      const newest = index === versions.length - 1
      if (newest === entry.path.startsWith(history)) {
        const where = newest ? 'outside' : 'inside'
        report(entry, '274', `version ${entry.version} must be listed ${where} version_history`)
      }
    }
  }
  return findings
}

/** OMA's 400, 401, 402 and 701: entries of DDF.xml against the objects they describe. */
export function checkContents(entries: readonly DdfEntry[], { objects }: RegistryFiles): Finding[] {
  const findings: Finding[] = []
  for (const entry of entries) {
    const parsed = objects.get(entry.path) ?? objects.get(objectFileName(entry.object, entry.version) ?? '')
    if (entry.path === '' || parsed === undefined) continue
    const { definition } = parsed
    const report = (code: string, what: string, here: string | number, there: string | number) =>
      findings.push({
        ...about(parsed),
        code,
        severity: 'error',
        text: `${what} is "${here}" here and "${there}" in DDF.xml`,
      })
    if (definition.id !== entry.object) report('400', 'ObjectID', definition.id, entry.object)
    if (definition.urn !== entry.urn) report('401', 'ObjectURN', definition.urn, entry.urn)
    if (definition.name !== entry.name) report('402', 'Name', definition.name, entry.name)
    if (condensed(definition.description) !== condensed(entry.description)) {
      findings.push({
        ...about(parsed),
        code: '701',
        severity: 'warning',
        text: 'Description1 is not that of DDF.xml',
      })
    }
  }
  return findings
}
