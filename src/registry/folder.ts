import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readObjectFileName, sideFileName } from './file-name.ts'
import type { ObjectDefinition } from './model.ts'
import { type ParsedObject, parseFile } from './parse.ts'

/** One definition file, read when first asked for. */
class DefinitionFile {
  #objects: readonly ParsedObject[] | undefined

  constructor(readonly path: string) {}

  objects(): readonly ParsedObject[] {
    this.#objects ??= parseFile(readFileSync(this.path), this.path).objects
    return this.#objects
  }
}

/**
 * A folder of definitions, alone or in the layout of OMA's registry (newest versions, older ones in `version_history`).
 * Making one reads file names only. Files not named by OMA's convention are read on the first look-up, because nothing
 * else tells what they hold.
 */
export class DefinitionFolder {
  readonly #named = new Map<number, DefinitionFile[]>()
  readonly #unnamed: DefinitionFile[] = []

  constructor(readonly path: string) {
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
    return [...new Set([...this.#named.keys(), ...unnamed.map(({ definition }) => definition.id)])]
  }

  /** Every definition of an object in the folder. Throws RegistryError when a file concerned cannot be read. */
  definitions(id: number): ObjectDefinition[] {
    return [...(this.#named.get(id) ?? []), ...this.#unnamed]
      .flatMap((file) => file.objects())
      .map(({ definition }) => definition)
      .filter((definition) => definition.id === id)
  }
}
