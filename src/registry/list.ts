import type { ResourceDefinition } from './model.ts'
import type { Registry } from './registry.ts'

export interface ObjectSummary {
  readonly id: number
  /** Of the newest version. */
  readonly name: string
  readonly urn: string
  /** Oldest first. */
  readonly versions: readonly string[]
  readonly resources: number
}

/** All known objects by id, in a form to print. Reads every file; throws RegistryError for unreadable ones. */
export function listObjects(registry: Registry): ObjectSummary[] {
  return registry.ids().flatMap((id) => {
    const newest = registry.get(id)
    if (newest === undefined) return []
    const { name, urn, resources } = newest
    return [{ id, name, urn, versions: registry.versions(id), resources: resources.size }]
  })
}

export interface ObjectDetails {
  readonly id: number
  readonly name: string
  readonly version: string
  readonly versions: readonly string[]
  readonly lwm2mVersion: string
  readonly urn: string
  readonly multiple: boolean
  readonly mandatory: boolean
  readonly description: string
  readonly resources: readonly ResourceDefinition[]
}

/** One version of an object (the newest by default) in a form to print; undefined when it is not known. */
export function showObject(registry: Registry, id: number, version?: string): ObjectDetails | undefined {
  const definition = registry.get(id, version)
  if (definition === undefined) return undefined
  const resources = [...definition.resources.values()].sort((a, b) => a.id - b.id)
  return { ...definition, versions: registry.versions(id), resources }
}
