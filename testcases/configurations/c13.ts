import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** A Bootstrap-Server account and the device description, and no Server account. */
export const C13: Configuration = {
  name: 'C.13',
  store: Object.fromEntries(Object.entries(C1.store).filter(([path]) => path.startsWith('/3/'))),
}
