/** What a test wants different from a plain optional read-only integer resource. */
export interface ItemFixture {
  readonly id?: number | string
  readonly name?: string
  readonly operations?: string
  readonly instances?: string
  readonly mandatory?: string
  readonly type?: string
  readonly range?: string
  readonly units?: string
  readonly description?: string
}

/** What a test wants different from object 10250 version 1.0 with one resource. */
export interface ObjectFixture {
  readonly id?: number | string
  readonly version?: string
  readonly urn?: string
  readonly name?: string
  readonly description?: string
  readonly description2?: string
  readonly lwm2mVersion?: string
  readonly instances?: string
  readonly items?: readonly ItemFixture[]
}

/** One `<Item>` in the order of the schema. */
export function itemXml(item: ItemFixture = {}): string {
  const {
    id = 0,
    name = `Resource ${id}`,
    operations = 'R',
    instances = 'Single',
    mandatory = 'Optional',
  } = item
  const { type = 'Integer', range = '', units = '', description = 'A number.' } = item
  return [
    `<Item ID="${id}"><Name>${name}</Name><Operations>${operations}</Operations>`,
    `<MultipleInstances>${instances}</MultipleInstances><Mandatory>${mandatory}</Mandatory><Type>${type}</Type>`,
    `<RangeEnumeration>${range}</RangeEnumeration><Units>${units}</Units><Description>${description}</Description></Item>`,
  ].join('\n')
}

/** One `<Object>` in the order of the schema. */
export function objectXml(object: ObjectFixture = {}): string {
  const { id = 10_250, version = '1.0', name = 'Thing', description = 'A thing.', items = [{}] } = object
  const urn = object.urn ?? `urn:oma:lwm2m:x:${id}${version === '1.0' ? '' : `:${version}`}`
  return `<Object ObjectType="MODefinition">
<Name>${name}</Name><Description1>${description}</Description1><ObjectID>${id}</ObjectID><ObjectURN>${urn}</ObjectURN>
<LWM2MVersion>${object.lwm2mVersion ?? '1.1'}</LWM2MVersion><ObjectVersion>${version}</ObjectVersion>
<MultipleInstances>${object.instances ?? 'Single'}</MultipleInstances><Mandatory>Optional</Mandatory>
<Resources>
${items.map(itemXml).join('\n')}
</Resources>
<Description2>${object.description2 ?? ''}</Description2></Object>`
}

/** A whole file around objects. */
export function fileXml(...objects: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<LWM2M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.openmobilealliance.org/tech/profiles/LWM2M-v1_1.xsd">
${objects.join('\n')}
</LWM2M>
`
}
