import type { Wait } from '#testcase'

/** Waits of the cases on SGP.32. */
export const esimWaits = {
  mailboxBusy: {
    seconds: 10,
    short: 5,
    why: 'an eIM is to find that the mailbox takes no message',
    clause: 'our choice',
  },
  eimReacts: {
    seconds: 20,
    short: 10,
    why: 'an eIM that has something to say says it by then',
    clause: 'our choice',
  },
  silentIpa: {
    seconds: 300,
    short: 90,
    why: 'a device that switches networks is away for minutes',
    clause: 'our choice',
  },
  simActs: {
    seconds: 300,
    short: 90,
    why: 'a device may take so long to switch or delete a profile, and to come back',
    clause: 'our choice',
  },
} satisfies { readonly [name: string]: Wait }
