import type { Finding } from './finding.ts'
import type { XmlElement } from './xml.ts'

/** Which of OMA's two object schemas a file names; the one of 2017 lacks two types. */
export type Schema = '1.0' | '1.1'

interface Child {
  readonly name: string
  readonly optional?: boolean
  readonly values?: readonly string[]
}

const multiple: Child = { name: 'MultipleInstances', values: ['Multiple', 'Single'] }
const mandatory: Child = { name: 'Mandatory', values: ['Mandatory', 'Optional'] }

const objectChildren: readonly Child[] = [
  { name: 'Name' },
  { name: 'Description1' },
  { name: 'ObjectID' },
  { name: 'ObjectURN' },
  { name: 'LWM2MVersion', optional: true },
  { name: 'ObjectVersion', optional: true },
  multiple,
  mandatory,
  { name: 'Resources' },
  { name: 'Description2' },
]

const types = ['String', 'Integer', 'Float', 'Boolean', 'Opaque', 'Time', 'Objlnk', '']
const typesOf2018 = ['Unsigned Integer', 'Corelnk']

const itemChildren: readonly Child[] = [
  { name: 'Name' },
  { name: 'Operations', values: ['R', 'W', 'RW', 'E', ''] },
  multiple,
  mandatory,
  { name: 'Type', values: [...types, ...typesOf2018] },
  { name: 'RangeEnumeration' },
  { name: 'Units' },
  { name: 'Description' },
]

type Report = (code: string, element: XmlElement, text: string) => void

function checkChildren(parent: XmlElement, expected: readonly Child[], report: Report): void {
  let next = 0
  let disorderly = false
  const seen = new Set<string>()
  for (const child of parent.children) {
    const index = expected.findIndex(({ name }) => name === child.name)
    const rule = expected[index]
    if (rule === undefined) {
      const what = child.name === 'Item' ? 'stands outside <Resources>' : `has no place in <${parent.name}>`
      report(child.name === 'Item' ? 'shape-misplaced' : 'shape-unexpected', child, `<${child.name}> ${what}`)
      continue
    }
    if (seen.has(child.name)) report('shape-repeated', child, `<${child.name}> occurs twice`)
    else if (index < next && !disorderly) {
      report(
        'shape-order',
        child,
        `<${child.name}> comes too late, the schema wants it before <${expected[next - 1]?.name}>`,
      )
      disorderly = true
    }
    seen.add(child.name)
    next = Math.max(next, index + 1)
    if (rule.values !== undefined && !rule.values.includes(child.text)) {
      report(
        'shape-value',
        child,
        `<${child.name}> is "${child.text}", not one of ${rule.values.map((value) => `"${value}"`).join(' ')}`,
      )
    }
  }
  for (const { name, optional } of expected) {
    if (optional !== true && !seen.has(name))
      report('shape-missing', parent, `<${parent.name}> lacks <${name}>`)
  }
}

function isUnsignedShort(text: string | undefined): boolean {
  return text !== undefined && /^\s*\+?\d{1,5}\s*$/.test(text) && Number(text) <= 65_535
}

function checkItem(item: XmlElement, schema: Schema, report: Report): void {
  checkChildren(item, itemChildren, report)
  const type = item.children.find(({ name }) => name === 'Type')
  if (schema === '1.0' && type !== undefined && typesOf2018.includes(type.text)) {
    const what = `type "${type.text}" is not in the schema of 2017 the file names; name LWM2M-v1_1.xsd`
    report('shape-undeclared-type', type, what)
  }
}

/** The schema that the root element names; the older one when it names none. */
export function schemaOf(root: XmlElement): Schema {
  return root.attributes['xsi:noNamespaceSchemaLocation']?.endsWith('LWM2M-v1_1.xsd') === true ? '1.1' : '1.0'
}

/** Items wherever they stand in an `<Object>`: files in the field have them outside `<Resources>`. */
export function itemsOf(object: XmlElement): XmlElement[] {
  return object.children.flatMap((child) => {
    if (child.name === 'Item') return [child]
    return child.name === 'Resources' ? child.children.filter(({ name }) => name === 'Item') : []
  })
}

/**
 * Compares an `<Object>` with OMA's XML schema: children, their order and values. Unlike a schema validator it goes on
 * after the first defect of an element. `shape-undeclared-type` alone depends on the schema the file names.
 */
export function checkShape(
  object: XmlElement,
  schema: Schema,
  subject: Omit<Finding, 'code' | 'severity' | 'text'>,
): Finding[] {
  const findings: Finding[] = []
  const reportFor =
    (resource?: number): Report =>
    (code, { line }, text) => {
      const id = resource === undefined ? {} : { resource }
      findings.push({ ...subject, ...id, code, severity: 'error', line, text })
    }
  const report = reportFor()
  if (object.attributes.ObjectType === undefined)
    report('shape-missing', object, '<Object> lacks the attribute ObjectType')
  checkChildren(object, objectChildren, report)
  for (const { name, children } of object.children) {
    if (name !== 'Resources') continue
    for (const child of children) {
      if (child.name !== 'Item')
        report('shape-unexpected', child, `<${child.name}> has no place in <Resources>`)
    }
  }
  const items = itemsOf(object)
  if (items.length === 0) report('shape-missing', object, '<Resources> holds no <Item>')
  for (const item of items) {
    const id = item.attributes.ID
    if (isUnsignedShort(id)) checkItem(item, schema, reportFor(Number(id)))
    else report('shape-value', item, `<Item> has ID "${id ?? ''}", not a number of 16 bits; it is left out`)
  }
  return findings
}
