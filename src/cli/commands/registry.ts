import { statSync } from 'node:fs'
import type { Command } from 'commander'
import {
  checkDefinition,
  checkRegistry,
  importedRegistryFolder,
  importRegistry,
  listObjects,
  loadRegistry,
  type ObjectDetails,
  ownRegistryFolder,
  type RegistryFinding,
  showObject,
} from '#registry'
import { didYouMean } from '../../did-you-mean.ts'
import { readUserFile } from '../../json-file.ts'
import { UserError } from '../../user-error.ts'
import { type Io, printJson } from '../io.ts'

interface Json {
  readonly json?: true
}

/** `registry import|check|list|show`: object definitions. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  command
    .command('import')
    .description('Bring in the definitions of a folder or zip archive, beside those of this package')
    .argument('<source>', 'folder or zip archive with object definitions')
    .option('--json', 'one JSON document')
    .action((source: string, { json }: Json) => end(importFrom(source, json === true, io)))
  command
    .command('check')
    .description(
      "Check definitions; codes are those of OMA's own validator. Exit code 1 if there is an error",
    )
    .argument('[source]', 'folder or file', ownRegistryFolder())
    .option('--json', 'one JSON document')
    .action((source: string, { json }: Json) => end(check(source, json === true, io)))
  command
    .command('list')
    .description('List the known objects')
    .option('--json', 'one JSON document')
    .action(({ json }: Json) => list(json === true, io))
  command
    .command('show')
    .description('Show an object')
    .argument('<id>', 'object id')
    .argument('[version]', 'object version; default: the newest')
    .option('--json', 'one JSON document')
    .action((id: string, version: string | undefined, { json }: Json) => show(id, version, json === true, io))
}

/** @returns the exit code: 2 when the source held nothing that could be imported */
function importFrom(source: string, json: boolean, io: Io): number {
  const target = importedRegistryFolder(io.environment)
  const { imported, skipped } = importRegistry(source, target)
  if (json) printJson(io, { target, imported, skipped })
  else {
    for (const { file, why } of skipped) io.out(`skipped ${file}: ${why}\n`)
    const objects = new Set(imported.map(({ object }) => object)).size
    io.out(
      `${imported.length} definitions of ${objects} objects imported into ${target}, ${skipped.length} skipped\n`,
    )
  }
  return imported.length > 0 ? 0 : 2
}

function check(source: string, json: boolean, io: Io): number {
  const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() === true
  const findings = isFile
    ? checkDefinition(readUserFile(source, 'object definition'), source)
    : checkRegistry(source)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (json) printJson(io, findings)
  else {
    for (const finding of findings) io.out(`${findingLine(finding)}\n`)
    io.out(`${errors} errors, ${findings.length - errors} warnings and notes in ${source}\n`)
  }
  return errors > 0 ? 1 : 0
}

function findingLine({ file, line, severity, code, text }: RegistryFinding): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${severity} ${code}: ${text}`
}

function list(json: boolean, io: Io): void {
  const objects = listObjects(loadRegistry({ imported: importedRegistryFolder(io.environment) }))
  if (json) return void printJson(io, objects)
  for (const { id, name, versions } of objects)
    io.out(`${String(id).padStart(5)}  ${name} (${versions.join(', ')})\n`)
}

function show(id: string, version: string | undefined, json: boolean, io: Io): void {
  const registry = loadRegistry({ imported: importedRegistryFolder(io.environment) })
  const known = listObjects(registry)
  if (!/^\d{1,5}$/.test(id)) {
    const ids = new Map(known.map((object) => [object.name, object.id]))
    const hint = didYouMean(id, ids.keys(), (name) => `${ids.get(name)}, ${name}`)
    throw new UserError(`registry show ${id}: an object id is a number from 0 to 65535${hint}`)
  }
  const details = showObject(registry, Number(id), version)
  if (details === undefined) {
    const versions = registry.versions(Number(id))
    throw new UserError(
      versions.length === 0
        ? `Object ${id} is not known; bring the official definitions in by the command registry import${didYouMean(
            id,
            known.map((object) => String(object.id)),
          )}`
        : `Object ${id} is not known in version ${version}; there are ${versions.join(', ')}`,
    )
  }
  if (json) printJson(io, details)
  else io.out(objectText(details))
}

function objectText(details: ObjectDetails): string {
  const { id, name, version, versions, lwm2mVersion, urn, multiple, mandatory, resources } = details
  return `${[
    `${id}  ${name} ${version} (${urn}), LwM2M ${lwm2mVersion}; ${multiple ? 'multiple' : 'single'}, ${
      mandatory ? 'mandatory' : 'optional'
    }; versions ${versions.join(', ')}`,
    '',
    details.description,
    '',
    ...resources.map(
      (resource) =>
        `${String(resource.id).padStart(5)}  ${resource.operations.padEnd(2)}  ${resource.type.padEnd(8)}  ${
          resource.mandatory ? 'mandatory' : 'optional '
        }  ${resource.multiple ? 'multiple' : 'single  '}  ${resource.name}${
          resource.range === '' ? '' : `, ${resource.range}`
        }${resource.units === '' ? '' : `, ${resource.units}`}`,
    ),
  ].join('\n')}\n`
}
