import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with a Connectivity Monitoring instance. */
export const C5: Configuration = {
  name: 'C.5',
  store: {
    ...C3.store,
    '/4/0/0': 0,
    '/4/0/1/0': 0,
    '/4/0/2': 92,
    '/4/0/4/0': '192.0.2.2',
  },
}
