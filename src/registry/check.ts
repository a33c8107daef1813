import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RegistryError } from './error.ts'
import { sideFileName } from './file-name.ts'
import type { Finding } from './finding.ts'
import { requireFolder } from './folder.ts'
import { groupBy } from './group.ts'
import { type ParsedObject, parseFile } from './parse.ts'
import { checkBeyond } from './rules/beyond.ts'
import { checkContents, checkEntries, checkFiles } from './rules/bookkeeping.ts'
import { checkReuse, type ReusableResource, readCommon } from './rules/common.ts'
import { checkDdfEntry, readDdf } from './rules/ddf.ts'
import { checkHistory } from './rules/history.ts'
import { checkObject } from './rules/objects.ts'
import { checkResources } from './rules/resources.ts'
import { decodeXml, readXml, type XmlElement } from './xml.ts'

type Common = ReadonlyMap<number, ReusableResource>

function checkParsed(objects: readonly ParsedObject[], common: Common | undefined): Finding[] {
  return objects.flatMap((object) => [
    ...checkObject(object),
    ...checkResources(object),
    ...checkBeyond(object),
    ...(common === undefined ? [] : checkReuse(object, common)),
  ])
}

/** OMA's 272 for a file that cannot be read at all. */
function unreadable(error: unknown, file: string): Finding {
  if (!(error instanceof RegistryError)) throw error
  const line = error.line === undefined ? {} : { line: error.line }
  return { code: '272', severity: 'error', file, ...line, text: error.what }
}

/** Checks one definition file on its own: shape, objects and resources. An unreadable file is one finding (272). */
export function checkDefinition(xml: Uint8Array | string, file: string): Finding[] {
  try {
    const { objects, findings } = parseFile(xml, file)
    return [...findings, ...checkParsed(objects, undefined)]
  } catch (error) {
    return [unreadable(error, file)]
  }
}

interface Loaded {
  readonly texts: Map<string, string>
  readonly objects: ParsedObject[]
  readonly findings: Finding[]
}

/** Reads every definition; a file in version_history that repeats another's text word for word is read once. */
function load(folder: string): Loaded {
  const loaded: Loaded = { texts: new Map(), objects: [], findings: [] }
  const known = new Set<string>()
  requireFolder(folder)
  for (const inside of ['', 'version_history/']) {
    if (!existsSync(join(folder, inside))) continue
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      if (!entry.isFile() || !/\.xml$/i.test(entry.name) || sideFileName(entry.name) !== undefined) continue
      const path = `${inside}${entry.name}`
      try {
        const text = decodeXml(readFileSync(join(folder, path)), path)
        loaded.texts.set(path, text)
        if (known.has(text)) continue
        known.add(text)
        const { objects, findings } = parseFile(text, path)
        loaded.objects.push(...objects)
        loaded.findings.push(...findings)
      } catch (error) {
        loaded.findings.push(unreadable(error, path))
      }
    }
  }
  return loaded
}

function sideRoot(folder: string, name: string, findings: Finding[]): XmlElement | undefined {
  const path = join(folder, name)
  if (!existsSync(path)) return undefined
  try {
    return readXml(decodeXml(readFileSync(path), name), name)
  } catch (error) {
    findings.push(unreadable(error, name))
    return undefined
  }
}

/**
 * Checks a folder of definitions: each file on its own, the versions of each object against one another and, where
 * DDF.xml and Common.xml are there, the registry against its index and the reusable resources. Files are named by their
 * path within the folder. Throws RegistryError when there is no such folder or no XML file in it, so that nothing checked
 * never looks like nothing found; what files contain is told by findings only.
 */
export function checkRegistry(folder: string): Finding[] {
  const { texts, objects, findings } = load(folder)
  if (texts.size === 0 && findings.length === 0) {
    throw new RegistryError(folder, 'holds no object definitions (*.xml); name a folder that does')
  }
  const common = sideRoot(folder, 'Common.xml', findings)
  findings.push(...checkParsed(objects, common && readCommon(common)))
  for (const versions of groupBy(objects, ({ definition }) => definition.id))
    findings.push(...checkHistory(versions))
  const ddf = sideRoot(folder, 'DDF.xml', findings)
  if (ddf !== undefined) {
    const entries = readDdf(ddf)
    const files = { texts, objects: new Map(objects.map((object) => [object.file, object])) }
    findings.push(...entries.flatMap((entry) => checkDdfEntry(entry, 'DDF.xml')))
    findings.push(...checkEntries(entries, 'DDF.xml'), ...checkContents(entries, files))
    if (existsSync(join(folder, 'version_history'))) findings.push(...checkFiles(entries, 'DDF.xml', files))
  }
  return findings
}
