import type { Configuration } from '#testcase'
import { C4 } from './c4.ts'

/** C.4 with the optional resources of the Device. */
export const C6: Configuration = {
  name: 'C.6',
  store: {
    ...C4.store,
    '/3/0/10': 15,
    '/3/0/13': 1367491215,
    '/3/0/14': '+02:00',
    '/3/0/15': 'Europe/Berlin',
    '/3/0/17': 'Reference',
    '/3/0/18': '1.0',
    '/3/0/19': '1.0',
    '/3/0/20': 0,
    '/3/0/21': 64,
  },
}
