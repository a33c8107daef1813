import { boundVersion, type EnablerVersion } from './bound-versions.ts'
import { DefinitionFolder } from './folder.ts'
import type { ObjectDefinition, ResourceDefinition } from './model.ts'
import { importedRegistryFolder, ownRegistryFolder } from './places.ts'
import { compareVersions } from './version.ts'

/** What a reader of untyped formats must know of a resource. */
export type Shape = Pick<ResourceDefinition, 'type' | 'multiple'>

/** Object definitions by id and version. Files are read when an id is first asked for, and once. */
export class Registry {
  readonly #folders: readonly DefinitionFolder[]
  readonly #known = new Map<number, ReadonlyMap<string, ObjectDefinition>>()

  constructor(folders: readonly DefinitionFolder[]) {
    this.#folders = folders
  }

  #byVersion(id: number): ReadonlyMap<string, ObjectDefinition> {
    let found = this.#known.get(id)
    if (found === undefined) {
      const definitions = this.#folders.flatMap((folder) => folder.definitions(id))
      // The first of equals stays: later entries of a Map replace earlier ones, hence reversed.
      found = new Map(definitions.reverse().map((definition) => [definition.version, definition]))
      this.#known.set(id, found)
    }
    return found
  }

  /** The definition of an object; the newest when no version is given. Throws RegistryError when a file is unreadable. */
  get(id: number, version?: string): ObjectDefinition | undefined {
    const wanted = version ?? this.versions(id).at(-1)
    return wanted === undefined ? undefined : this.#byVersion(id).get(wanted)
  }

  /** The known versions of an object, oldest first. Throws RegistryError when a file is unreadable. */
  versions(id: number): string[] {
    return [...this.#byVersion(id).keys()].sort(compareVersions)
  }

  /** All known object ids, ascending. Throws RegistryError when a file with an unconventional name is unreadable. */
  ids(): number[] {
    return [...new Set(this.#folders.flatMap((folder) => folder.ids()))].sort((a, b) => a - b)
  }

  /** Every version of every object, by id, then from old to new. Reads all files; throws RegistryError for unreadable ones. */
  all(): ObjectDefinition[] {
    return this.ids().flatMap((id) => this.versions(id).flatMap((version) => this.get(id, version) ?? []))
  }

  /**
   * The definition a device means: the version it announced (`ver=`), else the one its enabler binds, else 1.0. When that
   * version is not known, the newest stands in: types and multiplicity do not change within a major version.
   */
  inForce(
    id: number,
    enabler: EnablerVersion,
    announced: ReadonlyMap<number, string> = new Map(),
  ): ObjectDefinition | undefined {
    const version = announced.get(id) ?? boundVersion(id, enabler) ?? '1.0'
    return this.get(id, version) ?? this.get(id)
  }

  /** Look-up of type and multiplicity by object and resource id, for the objects as `inForce` finds them. */
  shapeOf(
    enabler: EnablerVersion,
    announced: ReadonlyMap<number, string> = new Map(),
  ): (object: number, resource: number) => Shape | undefined {
    return (object, resource) => this.inForce(object, enabler, announced)?.resources.get(resource)
  }
}

/**
 * Opens definition folders; only file names are read. Where two folders hold the same version of an object, the earlier
 * folder wins. Default: the definitions of this package, then the imported ones beside them, so that an import adds
 * objects and versions but never alters what the cases of this package rest on. Folders that do not exist are empty.
 */
export function loadRegistry(
  options: { readonly folders?: readonly string[]; readonly imported?: string } = {},
): Registry {
  const folders = options.folders ?? [ownRegistryFolder(), options.imported ?? importedRegistryFolder()]
  return new Registry(folders.map((folder) => new DefinitionFolder(folder)))
}
