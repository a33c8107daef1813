import type { Configuration } from '#testcase'

/** Server account and device description of ETS configuration C.1; the account's credentials come from the channel. */
export const C1: Configuration = {
  name: 'C.1',
  store: {
    '/1/0/0': 1,
    '/1/0/1': 86400,
    '/1/0/6': false,
    '/1/0/7': 'U',
    '/3/0/0': 'Open Interop',
    '/3/0/1': 'Reference Client',
    '/3/0/2': '345000123',
    '/3/0/3': '1.0',
    '/3/0/11/0': 0,
    '/3/0/16': 'U',
  },
}
