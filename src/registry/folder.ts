import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { RegistryError } from './error.ts'
import { readObjectFileName, sideFileName } from './file-name.ts'
import type { ObjectDefinition } from './model.ts'
import { parseDefinitions } from './parse.ts'

/** Throws RegistryError unless the path is a folder or, unless `mustExist`, nothing. */
export function requireFolder(path: string, mustExist = true): void {
  const state = statSync(path, { throwIfNoEntry: false })
  if (state === undefined && mustExist)
    throw new RegistryError(path, 'does not exist; name a folder of definitions')
  if (state?.isDirectory() === false)
    throw new RegistryError(path, 'is not a folder; name a folder of definitions')
}

/** One definition file, read when first asked for. */
class DefinitionFile {
  #objects: readonly ObjectDefinition[] | undefined

  constructor(readonly path: string) {}

  objects(): readonly ObjectDefinition[] {
    this.#objects ??= parseDefinitions(readFileSync(this.path), this.path)
    return this.#objects
  }
}

/**
 * A folder of definitions, alone or in the layout of OMA's registry (newest versions, older ones in `version_history`).
 * Making one reads file names only. Files not named by OMA's convention are read on the first look-up, because nothing
 * else tells what they hold. A folder that does not exist is empty; a path that is none throws RegistryError.
 */
export class DefinitionFolder {
  readonly #named = new Map<number, DefinitionFile[]>()
  readonly #unnamed: DefinitionFile[] = []

  constructor(readonly path: string) {
    requireFolder(path, false)
    for (const folder of [path, join(path, 'version_history')]) {
      if (!existsSync(folder)) continue
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (!entry.isFile() || !/\.xml$/i.test(entry.name) || sideFileName(entry.name) !== undefined) continue
        this.#add(entry.name, new DefinitionFile(join(folder, entry.name)))
      }
    }
  }

  #add(name: string, file: DefinitionFile): void {
    const promise = readObjectFileName(name)
    if (promise === undefined) this.#unnamed.push(file)
    else this.#named.set(promise.id, [...(this.#named.get(promise.id) ?? []), file])
  }

  /** Ids of all objects in the folder, in no order. Throws RegistryError when an unnamed file cannot be read. */
  ids(): number[] {
    const unnamed = this.#unnamed.flatMap((file) => file.objects())
    return [...new Set([...this.#named.keys(), ...unnamed.map(({ id }) => id)])]
  }

  /** Every definition of an object in the folder. Throws RegistryError when a file concerned cannot be read. */
  definitions(id: number): ObjectDefinition[] {
    return [...(this.#named.get(id) ?? []), ...this.#unnamed]
      .flatMap((file) => file.objects())
      .filter((definition) => definition.id === id)
  }
}
