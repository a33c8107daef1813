import type { Finding } from '../finding.ts'
import { textOf, type XmlElement } from '../xml.ts'

/** One line of the registry's index, DDF.xml. Texts as written, blanks included. */
export interface DdfEntry {
  readonly line: number
  readonly object: number
  readonly urn: string
  readonly name: string
  readonly description: string
  readonly owner: string
  readonly source: string
  readonly version: string
  /** The file with the definition; empty for a reserved id. */
  readonly path: string
}

/** Reads the root of DDF.xml. */
export function readDdf(root: XmlElement): DdfEntry[] {
  return root.children
    .filter(({ name }) => name === 'Item')
    .map((item) => ({
      line: item.line,
      object: Number(textOf(item, 'ObjectID') ?? 'none'),
      urn: textOf(item, 'URN') ?? '',
      name: item.children.find(({ name }) => name === 'Name')?.text ?? '',
      description: textOf(item, 'Description') ?? '',
      owner: textOf(item, 'Owner') ?? '',
      source: textOf(item, 'Source') ?? '',
      version: textOf(item, 'Ver') ?? '',
      path: textOf(item, 'DDF') ?? '',
    }))
}

/** OMA's 220 to 260: what an entry of DDF.xml says about itself. */
export function checkDdfEntry(entry: DdfEntry, file: string): Finding[] {
  const subject = {
    file,
    line: entry.line,
    object: entry.object,
    version: entry.version,
    severity: 'error' as const,
  }
  const findings: Finding[] = []
  const report = (code: string, text: string) => findings.push({ ...subject, code, text })
  if (entry.name.trim() === '') report('220', 'Name is empty')
  if (entry.path === '') return findings
  if (entry.description === '') report('230', 'Description is empty')
  if (entry.owner === '') report('240', 'Owner is empty')
  if (entry.source === '') report('250', 'Source is empty')
  else if (!/^[012]$/.test(entry.source)) report('251', `Source is "${entry.source}", not 0, 1 or 2`)
  if (!/^\d\.\d$/.test(entry.version)) report('260', `Ver is "${entry.version}", not two digits like 1.0`)
  return findings
}
