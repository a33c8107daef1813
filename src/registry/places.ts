import { homedir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The definitions that come with this package. */
export function ownRegistryFolder(): string {
  return join(packageRoot(), 'objects-registry')
}

/**
 * Where imported definitions are kept: `LWM2M_CONFORMANCE_REGISTRY`, else `lwm2m-conformance/registry` in the user's data
 * folder (`XDG_DATA_HOME`, default `~/.local/share`).
 */
export function importedRegistryFolder(environment: Environment = process.env): string {
  const chosen = environment.LWM2M_CONFORMANCE_REGISTRY
  if (chosen !== undefined && chosen !== '') return chosen
  const data = environment.XDG_DATA_HOME
  const base = data === undefined || data === '' ? join(homedir(), '.local', 'share') : data
  return join(base, 'lwm2m-conformance', 'registry')
}
