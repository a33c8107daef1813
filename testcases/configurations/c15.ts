import type { Configuration } from '#testcase'
import { C3 } from './c3.ts'

/** C.3 with two containers of application data: one up, one down. */
export const C15: Configuration = {
  name: 'C.15',
  store: {
    ...C3.store,
    '/19/0/0/0': Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    '/19/1/0/0': Uint8Array.of(0),
  },
}
