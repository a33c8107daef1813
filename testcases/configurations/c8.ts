import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with a Firmware Update object that is idle, and takes packages both ways. */
export const C8: Configuration = {
  name: 'C.8',
  store: {
    ...C3.store,
    '/5/0/0': new Uint8Array(),
    '/5/0/1': '',
    '/5/0/3': 0,
    '/5/0/5': 0,
    '/5/0/6': '',
    '/5/0/7': '',
    '/5/0/8/0': 0,
    '/5/0/9': 2,
  },
}
