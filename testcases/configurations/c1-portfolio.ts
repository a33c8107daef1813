import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** C.1 with a Portfolio instance of four identities. */
export const C1Portfolio: Configuration = {
  name: 'C.1 with Portfolio',
  store: {
    ...C1.store,
    '/16/0/0/0': 'Host Device ID #1',
    '/16/0/0/1': 'Host Device Manufacturer #1',
    '/16/0/0/2': 'Host Device Model #1',
    '/16/0/0/3': 'Host Device Software Version #1',
  },
}
