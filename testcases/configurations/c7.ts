import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with a Location. */
export const C7: Configuration = {
  name: 'C.7',
  store: {
    ...C3.store,
    '/6/0/0': 43.5723,
    '/6/0/1': 153.2176,
    '/6/0/2': 140,
    '/6/0/3': 100,
    '/6/0/4': Uint8Array.of(0x0a, 0x2d, 0x41),
    '/6/0/5': 1367491215,
    '/6/0/6': 3,
  },
}
