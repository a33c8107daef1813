import { versionNumbers } from './version.ts'

/** What a file name promises: `<id>.xml` is the newest version, `<id>-<major>_<minor>.xml` a certain one. */
export interface ObjectFileName {
  readonly id: number
  readonly version?: string
}

/** Reads a file name (no folders) by OMA's convention; undefined for other names. */
export function readObjectFileName(name: string): ObjectFileName | undefined {
  const [, id, major, minor] = /^(\d{1,5})(?:-(\d+)_(\d+))?\.xml$/i.exec(name) ?? []
  if (id === undefined) return undefined
  return major === undefined ? { id: Number(id) } : { id: Number(id), version: `${major}.${minor}` }
}

/** The name under which a certain version is kept; undefined when the version is not two numbers. */
export function objectFileName(id: number, version: string): string | undefined {
  const numbers = versionNumbers(version)
  return numbers && `${id}-${numbers[0]}_${numbers[1]}.xml`
}

/** Files of OMA's registry that hold no objects. */
const sideFiles = ['DDF.xml', 'Common.xml', 'LWM2M_senml_units.xml'] as const

/** The proper spelling of a side file's name (no folders, any case of letters); undefined for other files. */
export function sideFileName(name: string): string | undefined {
  return sideFiles.find((side) => side.toLowerCase() === name.toLowerCase())
}
