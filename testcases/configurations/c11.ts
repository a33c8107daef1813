import type { Configuration } from '#testcase'
import { C10 } from './c10.ts'

/** C.10 with version 1.1 of Cellular Connectivity: power saving modes and release assistance. */
export const C11: Configuration = {
  name: 'C.11',
  versions: { 10: '1.1' },
  store: { ...C10.store, '/10/0/13': 3, '/10/0/14': 1 },
}
