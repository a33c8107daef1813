import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with an Event Log that was stopped and holds valid data. */
export const C16: Configuration = {
  name: 'C.16',
  store: {
    ...C3.store,
    '/20/0/4010': 0,
    '/20/0/4013': 3,
    '/20/0/4014': new TextEncoder().encode('log'),
  },
}
