import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with two power sources, their voltages and currents, and a battery level. */
export const C4: Configuration = {
  name: 'C.4',
  store: {
    ...C3.store,
    '/3/0/6/0': 1,
    '/3/0/6/1': 2,
    '/3/0/7/0': 0,
    '/3/0/7/1': 0,
    '/3/0/8/0': 0,
    '/3/0/8/1': 0,
    '/3/0/9': 0,
  },
}
