import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** C.1 with Mute Send, which is off: without it, a Client sends nothing by itself. */
export const C1Send: Configuration = {
  name: 'C.1 with Mute Send',
  store: { ...C1.store, '/1/0/23': false },
}
