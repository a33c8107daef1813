import type { Finding } from '../finding.ts'
import type { ResourceDefinition } from '../model.ts'
import { type ParsedObject, resourceType } from '../parse.ts'
import { condensed } from '../text.ts'
import { textOf, type XmlElement } from '../xml.ts'
import { about } from './subject.ts'

/** A reusable resource of OMA's Common.xml. */
export interface ReusableResource
  extends Pick<ResourceDefinition, 'type' | 'name' | 'range' | 'units' | 'description'> {
  readonly operations: string
}

/** Reads the root of Common.xml: reusable resources by id. */
export function readCommon(root: XmlElement): ReadonlyMap<number, ReusableResource> {
  const items = root.children
    .filter(({ name }) => name === 'Object')
    .flatMap(({ children }) => children.filter(({ name }) => name === 'Resources'))
    .flatMap(({ children }) => children.filter(({ name }) => name === 'Item'))
  return new Map(
    items.map((item) => [
      Number(item.attributes.ID),
      {
        name: textOf(item, 'Name') ?? '',
        operations: textOf(item, 'Operations') ?? '',
        type: resourceType(textOf(item, 'Type') ?? ''),
        range: textOf(item, 'RangeEnumeration') ?? '',
        units: textOf(item, 'Units') ?? '',
        description: textOf(item, 'Description') ?? '',
      },
    ]),
  )
}

/** Ids registered for reuse by any object (OMNA). */
function isReusable(id: number): boolean {
  return id >= 2048 && id <= 26_240
}

const compared = [
  ['460', 'name'],
  ['461', 'operations'],
  ['462', 'type'],
  ['463', 'range'],
  ['464', 'units'],
  ['465', 'description'],
] as const

/** OMA's 450 and 460 to 465: resources taken from Common.xml must be what it says; blanks do not count. */
export function checkReuse(object: ParsedObject, common: ReadonlyMap<number, ReusableResource>): Finding[] {
  const findings: Finding[] = []
  for (const resource of object.definition.resources.values()) {
    if (!isReusable(resource.id)) continue
    const subject = { ...about(object, resource.id), severity: 'error' as const }
    const original = common.get(resource.id)
    if (original === undefined) {
      findings.push({
        ...subject,
        code: '450',
        text: `${resource.name}: no reusable resource ${resource.id} is registered`,
      })
      continue
    }
    for (const [code, field] of compared) {
      if (condensed(resource[field]) !== condensed(original[field])) {
        const text = `${resource.name}: its ${field} is not that of the reusable resource ${resource.id}`
        findings.push({ ...subject, code, text })
      }
    }
  }
  return findings
}
