import { toUtf8 } from './bytes.ts'
import { cborArray, cborInteger, cborMap, cborText } from './cbor-writer.ts'
import { Harvest } from './harvest.ts'
import { jsonObject, jsonString } from './json-value.ts'
import type { Finding, Ids } from './node.ts'
import { pathText } from './path.ts'
import { resolvePack, senml } from './senml.ts'
import { readSenmlCbor } from './senml-cbor.ts'
import { readSenmlJson } from './senml-json.ts'

/** Formats in which a composite request lists the paths it wants. */
export type PathFormat = 'senml-json' | 'senml-cbor'

/** Reads the path list of a Read-Composite or Observe-Composite: SenML records with names only. Never throws. */
export function decodePaths(
  format: PathFormat,
  payload: Uint8Array,
): { paths: Ids[]; findings: readonly Finding[] } {
  const harvest = new Harvest({ base: [], shapeOf: () => undefined }, 'Core §6.3.8')
  const records = format === 'senml-json' ? readSenmlJson(payload, harvest) : readSenmlCbor(payload, harvest)
  const resolved = resolvePack(records, harvest, senml)
  for (const { offset, path, value } of resolved) {
    if (value !== undefined) harvest.report(offset, `${pathText(path)}: a path list has no values`)
  }
  return { paths: resolved.map(({ path }) => path), findings: harvest.findings.list }
}

/** Writes the path list of a Read-Composite or Observe-Composite, each path in full. */
export function encodePaths(format: PathFormat, paths: readonly Ids[]): Uint8Array {
  if (format === 'senml-json')
    return toUtf8(`[${paths.map((ids) => jsonObject({ n: jsonString(pathText(ids)) })).join()}]`)
  return cborArray(paths.map((ids) => cborMap([[cborInteger(0n), cborText(pathText(ids))]])))
}
