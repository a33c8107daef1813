import type { Configuration } from '#testcase'
import { C1 } from './c1.ts'

/** C.1 with a cellular connection, its access point, and a WLAN interface that is off. */
export const C10: Configuration = {
  name: 'C.10',
  store: {
    ...C1.store,
    '/10/0/4': 3600,
    '/10/0/5': 600,
    '/10/0/8': Uint8Array.of(2),
    '/10/0/9': Uint8Array.of(5),
    '/10/0/11/0': { object: 11, instance: 0 },
    '/11/0/0': 'first profile',
    '/11/0/1': 'internet',
    '/11/0/3': true,
    '/11/0/4': 3,
    '/12/0/0': 'wlan0',
    '/12/0/1': false,
    '/12/0/3': 0,
    '/12/0/4': '02005e100001',
    '/12/0/5': 'interop',
    '/12/0/8': 1,
    '/12/0/9': 255,
    '/12/0/14': 3,
    '/12/0/15': 1,
  },
}

/** C.10 on a device that can choose its bearer, with nothing chosen yet. */
export const C10Bearer: Configuration = { ...C10, name: 'C.10 with Bearer Selection', objects: [13] }
