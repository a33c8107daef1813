import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with Connectivity Statistics, nothing counted yet. */
export const C9: Configuration = {
  name: 'C.9',
  store: {
    ...C3.store,
    ...Object.fromEntries([0, 1, 2, 3, 4, 5, 8].map((resource) => [`/7/0/${resource}`, 0])),
  },
}
