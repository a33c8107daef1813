import type { Wait } from '#testcase'

/** Waits of the cases on messages, their repetitions and their blocks. */
export const messageWaits = {
  updateUnderWay: {
    seconds: 2,
    short: 1,
    why: 'an Update that was triggered is to be on its way, and not answered yet',
    clause: 'our choice',
  },
  lateAnswer: {
    seconds: 5,
    short: 3,
    why: 'an answer is to come apart from the ACK',
    clause: 'RFC 7252 §5.2.2',
  },
  twoCopies: {
    seconds: 12,
    why: 'who repeats what was acknowledged would have done so twice',
    clause: 'RFC 7252 §4.2',
  },
  repeated: {
    seconds: 93,
    why: 'a request that nobody acknowledges is repeated until then (MAX_TRANSMIT_WAIT)',
    clause: 'RFC 7252 §4.8.2',
  },
  lastAnswer: {
    seconds: 10,
    short: 5,
    why: 'who gave up with the last copy would begin anew',
    clause: 'our choice',
  },
  missedBlock: {
    seconds: 1,
    why: 'a block is asked for or sent in vain, and again when ACK_TIMEOUT (2 s) has passed',
    clause: 'RFC 7252 §4.2',
  },
  sentAgain: {
    seconds: 3,
    why: 'a block that nobody answered comes again after ACK_TIMEOUT (2 s), or half as much again',
    clause: 'RFC 7252 §4.2',
  },
  missedAnswer: {
    seconds: 100,
    why: 'who missed an answer would have asked again by MAX_TRANSMIT_WAIT',
    clause: 'RFC 7252 §4.8.2',
  },
  saidAgain: {
    seconds: 10,
    short: 4,
    why: 'who takes no RST for an answer would have said it again by then',
    clause: 'our choice',
  },
  noReply: {
    seconds: 3,
    short: 1,
    why: 'a reply that is not to come would have come by then',
    clause: 'our choice',
  },
} satisfies { readonly [name: string]: Wait }
