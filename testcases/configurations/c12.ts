import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with one Portfolio instance of four identities. */
export const C12: Configuration = {
  name: 'C.12',
  store: {
    ...C3.store,
    '/16/0/0/0': 'Host Device ID #1',
    '/16/0/0/1': 'Host Device Manufacturer #1',
    '/16/0/0/2': 'Host Device Model #1',
    '/16/0/0/3': 'Host Device Software Version #1',
  },
}
