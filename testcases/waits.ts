import type { Wait } from '#testcase'

/** Every wait that a case imposes, named. `short` is what `--timing short` makes of those that we choose. */
export const waits = {
  shortLifetime: {
    seconds: 20,
    short: 3,
    why: 'a registration of 20 s is to run out, or to be kept alive',
    clause: 'ETS int-102, int-104',
  },
  longLifetime: {
    seconds: 600,
    why: 'no Update is to be due but the one that is provoked',
    clause: 'our choice',
  },
  forgottenLifetime: {
    seconds: 60,
    short: 4,
    why: 'the Client is to send its next Update within a lifetime of 60 s',
    clause: 'ETS int-105',
  },
  firstLifetime: {
    seconds: 60,
    short: 4,
    why: 'the lifetime that is about to be extended',
    clause: 'ETS int-107',
  },
  extendedLifetime: {
    seconds: 120,
    short: 12,
    why: 'the lifetime after it was extended',
    clause: 'ETS int-107',
  },
  pastTheOldLifetime: {
    seconds: 75,
    short: 7,
    why: 'the lifetime before the extension is to pass, but not the new one',
    clause: 'our choice',
  },
  sleeperLifetime: {
    seconds: 240,
    why: 'a Client in queue mode is to sleep for a while before its next Update',
    clause: 'ETS int-109',
  },
  untilAsleep: {
    seconds: 120,
    why: 'a Client in queue mode is out of reach MAX_TRANSMIT_WAIT after its last message',
    clause: 'ETS int-109; Transport 1.1.1 §6.5',
  },
  lateInAwakeTime: {
    seconds: 80,
    why: 'a Client in queue mode listens for MAX_TRANSMIT_WAIT (93 s) after its last message',
    clause: 'Transport 1.1.1 §6.5',
  },
  asleep: {
    seconds: 10,
    why: 'what a Server does not hold back for a sleeping Client is sent at once',
    clause: 'our choice',
  },
  expiryMargin: {
    seconds: 5,
    short: 2,
    why: 'a Server may take a moment to notice that a registration ran out',
    clause: 'our choice',
  },
  disableTimeout: {
    seconds: 5,
    short: 2,
    why: 'the Client is to stay away for the Disable Timeout',
    clause: 'Core 1.1.1 Appendix E.2 resource 5',
  },
  returnAfterDisable: {
    seconds: 30,
    short: 10,
    why: 'a Client may take a moment to register again',
    clause: 'our choice',
  },
  beforeTrigger: {
    seconds: 5,
    short: 1,
    why: 'the trigger is to come before the lifetime runs out',
    clause: 'ETS int-104',
  },
  halfTheLifetime: {
    seconds: 10,
    short: 1.5,
    why: 'the renewal is to come halfway, so that repeated messages matter neither to its lifetime nor to the next',
    clause: 'our choice',
  },
  pastTheFirstLifetime: {
    seconds: 12,
    short: 2,
    why: 'the first lifetime of 20 s is to pass, but not the renewed one',
    clause: 'ETS int-104',
  },
  voltagePmin: { seconds: 5, short: 1, why: 'the voltage is reported no sooner', clause: 'ETS int-301' },
  voltagePmax: { seconds: 15, short: 2, why: 'the voltage is reported no later', clause: 'ETS int-301' },
  currentPmin: { seconds: 10, short: 3, why: 'the current is reported no sooner', clause: 'ETS int-301' },
  currentPmax: { seconds: 20, short: 4, why: 'the current is reported no later', clause: 'ETS int-301' },
  betweenChanges: {
    seconds: 1,
    short: 0.3,
    why: 'a value is to change faster than pmin',
    clause: 'Core 1.1.1 §5.1.2',
  },
  conditionMet: {
    seconds: 5,
    short: 1,
    why: 'a Client may take a moment to report a change that meets its condition',
    clause: 'our choice',
  },
  conditionNotMet: {
    seconds: 5,
    short: 1,
    why: 'a change that meets no condition is not to be reported',
    clause: 'Core 1.1.1 §5.1.2',
  },
  stepPmin: {
    seconds: 6,
    short: 3,
    why: 'a step is reported no sooner than pmin',
    clause: 'Core 1.1.1 §5.1.2',
  },
  noReply: {
    seconds: 3,
    short: 1,
    why: 'a reply that is not to come would have come by then',
    clause: 'our choice',
  },
  shown: {
    seconds: 2,
    short: 0.5,
    why: 'a Server may take a moment to show what it was answered',
    clause: 'our choice',
  },
  executed: {
    seconds: 2,
    short: 0.5,
    why: 'a Client may take a moment to do what it was told to execute',
    clause: 'Core 1.1.1 §6.3.5',
  },
} as const satisfies Record<string, Wait>
