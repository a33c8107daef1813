import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { readArchive } from './archive.ts'
import { RegistryError } from './error.ts'
import { objectFileName, sideFileName } from './file-name.ts'
import { type ParsedObject, parseFile } from './parse.ts'
import { decodeXml } from './xml.ts'

export interface Imported {
  readonly object: number
  readonly version: string
  /** The file it came from, within the source. */
  readonly file: string
}

export interface Skipped {
  readonly file: string
  readonly why: string
}

export interface ImportResult {
  readonly imported: readonly Imported[]
  readonly skipped: readonly Skipped[]
}

interface SourceFile {
  /** With slashes, within the source. */
  readonly name: string
  readonly read: () => Uint8Array
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function isXml(name: string): boolean {
  return /\.xml$/i.test(name) && !name.startsWith('__MACOSX/') && !baseName(name).startsWith('.')
}

function filesOfFolder(root: string, skipped: Skipped[], folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path).replaceAll('\\', '/')
    if (entry.isDirectory() && !entry.name.startsWith('.')) return filesOfFolder(root, skipped, path)
    if (!isXml(name)) return []
    if (entry.isFile()) return [{ name, read: () => readFileSync(path) }]
    skipped.push({ file: name, why: 'is not a regular file; symbolic links are not followed' })
    return []
  })
}

function filesOf(source: string, skipped: Skipped[]): SourceFile[] {
  const state = statSync(source, { throwIfNoEntry: false })
  if (state === undefined) throw new RegistryError(source, 'does not exist; name a folder or a zip archive')
  if (state.isDirectory()) return filesOfFolder(source, skipped)
  return [...readArchive(readFileSync(source), source, isXml)].map(([name, bytes]) => ({
    name,
    read: () => bytes,
  }))
}

/** The document with this object alone; comments before the root (licences) stay with it. */
function alone(text: string, { element }: ParsedObject, others: readonly ParsedObject[]): string {
  if (others.length === 1) return text
  const first = Math.min(...others.map((other) => other.element.start))
  return `${text.slice(0, first)}${text.slice(element.start, element.end)}\n</LWM2M>\n`
}

/**
 * Copies the object definitions of a folder (with its subfolders) or a zip archive into `target`, one file an object
 * version, named `<id>-<major>_<minor>.xml`; DDF.xml, Common.xml and the list of units go along for `checkRegistry`. A
 * file that cannot be used is skipped with the reason and hinders no other. Of two differing definitions of one version
 * the first by file name is taken. Throws RegistryError when the source does not exist or the archive is unsafe; then
 * nothing has been written.
 */
export function importRegistry(source: string, target: string): ImportResult {
  const imported: Imported[] = []
  const skipped: Skipped[] = []
  const files = filesOf(source, skipped).sort((a, b) => (a.name < b.name ? -1 : 1))
  const taken = new Map<string, { text: string; file: string }>()
  makeFolder(target)

  const take = (name: string, text: string, object: ParsedObject, all: readonly ParsedObject[]): void => {
    const { id, version } = object.definition
    const saved = objectFileName(id, version)
    if (saved === undefined) {
      skipped.push({ file: name, why: `object ${id} has version "${version}", not two numbers like 1.0` })
      return
    }
    const content = alone(text, object, all)
    const before = taken.get(saved)
    if (before === undefined) {
      taken.set(saved, { text: content, file: name })
      writeFileSync(join(target, saved), content)
      imported.push({ object: id, version, file: name })
    } else if (before.text !== content) {
      skipped.push({
        file: name,
        why: `object ${id} version ${version} was already taken from ${before.file}`,
      })
    }
  }

  for (const { name, read } of files) {
    const bytes = read()
    const side = sideFileName(baseName(name))
    if (side !== undefined) {
      writeFileSync(join(target, side), bytes)
      continue
    }
    try {
      const text = decodeXml(bytes, name)
      const { objects } = parseFile(text, name)
      for (const object of objects) take(name, text, object, objects)
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      skipped.push({ file: name, why: error.message })
    }
  }
  return { imported, skipped }
}
