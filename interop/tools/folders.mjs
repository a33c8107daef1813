import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** Everything that is fetched or built; never committed. */
export const cache = join(root, 'interop', '.cache')
/** Our own few lines around the public libraries. */
export const hosts = join(root, 'interop', 'hosts')
/** Object definitions, as the suite itself uses them. */
export const models = join(root, 'objects-registry')
