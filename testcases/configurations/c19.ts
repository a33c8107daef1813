import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** C.1 with the binding of TCP; the account's credentials come from the channel. */
export const C19: Configuration = { name: 'C.19', store: { ...C1.store, '/1/0/7': 'T' } }
