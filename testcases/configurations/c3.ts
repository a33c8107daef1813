import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** C.1 with the optional Server resources that can be set. */
export const C3: Configuration = {
  name: 'C.3',
  store: { ...C1.store, '/1/0/2': 1, '/1/0/3': 10, '/1/0/5': 86400 },
}
