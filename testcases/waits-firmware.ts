import type { Wait } from '#testcase'

/** Waits of the cases on firmware and software. */
export const firmwareWaits = {
  firmwarePmin: { seconds: 2, short: 1, why: 'the State is reported no sooner', clause: 'ETS int-760' },
  firmwarePmax: { seconds: 10, short: 3, why: 'the State is reported no later', clause: 'ETS int-760' },
  betweenPolls: {
    seconds: 2,
    short: 0.5,
    why: 'State and Update Result are looked at again',
    clause: 'our choice',
  },
  slowBlock: {
    seconds: 4,
    short: 1.5,
    why: 'a package is to come slowly enough to be seen on its way',
    clause: 'our choice',
  },
  slowDownload: { seconds: 40, short: 12, why: 'a slow package would have come', clause: 'our choice' },
  deferral: {
    seconds: 40,
    short: 4,
    why: 'an installation may be put off for so long, and is looked at meanwhile',
    clause: 'definition of /5/x/13',
  },
  onceInstalled: { seconds: 30, short: 6, why: 'another installation would begin', clause: 'our choice' },
  delivery: {
    seconds: 120,
    why: 'a Client may take so long to fetch a package and to look it over',
    clause: 'our choice',
  },
  lostDownload: {
    seconds: 600,
    why: 'a Client may try so long to go on with a download, beyond MAX_TRANSMIT_WAIT (93 s)',
    clause: 'RFC 7252 §4.8.2',
  },
  installation: {
    seconds: 600,
    why: 'a Client may take so long to install a package and to come back',
    clause: 'our choice',
  },
} satisfies { readonly [name: string]: Wait }
