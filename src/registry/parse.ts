import { RegistryError } from './error.ts'
import type { Finding } from './finding.ts'
import type { ObjectDefinition, Operations, ResourceDefinition, ResourceType } from './model.ts'
import { checkShape, itemsOf, schemaOf } from './shape.ts'
import { decodeXml, readXml, textOf, type XmlElement } from './xml.ts'

/** One object with the place it was read from. */
export interface ParsedObject {
  readonly definition: ObjectDefinition
  readonly file: string
  readonly element: XmlElement
  /** The line of each resource's `<Item>`. */
  readonly lines: ReadonlyMap<number, number>
}

export interface ParsedFile {
  readonly objects: readonly ParsedObject[]
  /** Departures from the schema that did not hinder reading. */
  readonly findings: readonly Finding[]
}

const typeNames: Readonly<Record<string, ResourceType>> = {
  String: 'string',
  Integer: 'integer',
  'Unsigned Integer': 'unsigned',
  Float: 'float',
  Boolean: 'boolean',
  Opaque: 'opaque',
  Time: 'time',
  Objlnk: 'objlnk',
  Corelnk: 'corelnk',
}

const operationNames: readonly string[] = ['R', 'W', 'RW', 'E'] satisfies Operations[]

function isOperations(text: string): text is Operations {
  return operationNames.includes(text)
}

/** What a `<Type>` text means; an empty or unknown one means no value. */
export function resourceType(text: string): ResourceType {
  return Object.hasOwn(typeNames, text) ? (typeNames[text] ?? 'none') : 'none'
}

function resourceOf(item: XmlElement, id: number): ResourceDefinition {
  const operations = textOf(item, 'Operations') ?? ''
  return {
    id,
    name: textOf(item, 'Name') ?? '',
    operations: isOperations(operations) ? operations : '',
    multiple: textOf(item, 'MultipleInstances') === 'Multiple',
    mandatory: textOf(item, 'Mandatory') === 'Mandatory',
    type: resourceType(textOf(item, 'Type') ?? ''),
    range: textOf(item, 'RangeEnumeration') ?? '',
    units: textOf(item, 'Units') ?? '',
    description: textOf(item, 'Description') ?? '',
  }
}

/** The text of a child, or the fallback when the child is absent or empty. */
function textOr(element: XmlElement, name: string, fallback: string): string {
  const text = textOf(element, name)
  return text === undefined || text === '' ? fallback : text
}

function objectOf(element: XmlElement, file: string, findings: Finding[]): ParsedObject {
  const id = textOf(element, 'ObjectID') ?? ''
  if (!/^\d{1,5}$/.test(id) || Number(id) > 65_535) {
    throw new RegistryError(file, `<Object> has ObjectID "${id}", not a number of 16 bits`, element.line)
  }
  const version = textOr(element, 'ObjectVersion', '1.0')
  const resources = new Map<number, ResourceDefinition>()
  const lines = new Map<number, number>()
  for (const item of itemsOf(element)) {
    const resource = Number(item.attributes.ID ?? 'none')
    if (!Number.isInteger(resource) || resource < 0 || resource > 65_535) continue
    if (resources.has(resource)) {
      const text = `resource ${resource} is defined twice; the first definition is used`
      const subject = { file, line: item.line, object: Number(id), version, resource }
      findings.push({ code: 'shape-repeated', severity: 'error', ...subject, text })
      continue
    }
    resources.set(resource, resourceOf(item, resource))
    lines.set(resource, item.line)
  }
  const definition: ObjectDefinition = {
    id: Number(id),
    name: textOf(element, 'Name') ?? '',
    version,
    lwm2mVersion: textOr(element, 'LWM2MVersion', '1.0'),
    urn: textOf(element, 'ObjectURN') ?? '',
    multiple: textOf(element, 'MultipleInstances') === 'Multiple',
    mandatory: textOf(element, 'Mandatory') === 'Mandatory',
    description: textOf(element, 'Description1') ?? '',
    resources,
  }
  return { definition, file, element, lines }
}

/** The `<LWM2M>` root of a file. Throws RegistryError for anything else. */
function readLwm2m(text: string, file: string): XmlElement {
  const root = readXml(text, file)
  if (root.name !== 'LWM2M') {
    throw new RegistryError(
      file,
      `root element is <${root.name}>, an object definition has <LWM2M>`,
      root.line,
    )
  }
  return root
}

function elementsOf(xml: Uint8Array | string, file: string): { root: XmlElement; elements: XmlElement[] } {
  const root = readLwm2m(decodeXml(xml, file), file)
  const elements = root.children.filter(({ name }) => name === 'Object')
  if (elements.length === 0) throw new RegistryError(file, '<LWM2M> holds no <Object>', root.line)
  return { root, elements }
}

/** As `parseObjects`, with the place of everything. */
export function parseFile(xml: Uint8Array | string, file: string): ParsedFile {
  const { root, elements } = elementsOf(xml, file)
  const schema = schemaOf(root)
  const findings: Finding[] = []
  const objects = elements.map((element) => {
    const parsed = objectOf(element, file, findings)
    const { id, version } = parsed.definition
    findings.push(...checkShape(element, schema, { file, object: id, version }))
    return parsed
  })
  return { objects, findings }
}

/** As `parseObjects`, for those who look up and do not judge the file. */
export function parseDefinitions(xml: Uint8Array | string, file: string): ObjectDefinition[] {
  return elementsOf(xml, file).elements.map((element) => objectOf(element, file, []).definition)
}

/**
 * Reads the objects of one file in OMA's XML form. Lenient where definitions in the field err (order and place of
 * elements, absent versions, which mean 1.0); every leniency is a finding. Throws RegistryError, and nothing else, for
 * what is not UTF-8, not well-formed, declares a DTD or entities, or has no object with an id.
 */
export function parseObjects(
  xml: Uint8Array | string,
  file: string,
): { objects: ObjectDefinition[]; findings: readonly Finding[] } {
  const { objects, findings } = parseFile(xml, file)
  return { objects: objects.map(({ definition }) => definition), findings }
}
