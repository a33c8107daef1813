import type { CriterionDefinition } from '#testcase'

/** What is asked of an observation with pmin and pmax, whatever is observed. */
export const periodRules = {
  A: { judged: 'server', text: 'attaches pmin and pmax', clause: 'Transport 1.1.1 Table 6.4.4-1' },
  B: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
  C: { judged: 'server', text: 'observes with a token of its own', clause: 'RFC 7641 §3.1' },
  D: {
    judged: 'client',
    text: 'accepts the observation with 2.05 and the values',
    clause: 'Core 1.1.1 §6.4.1',
  },
  E: { judged: 'client', text: 'reports when pmax ends, changed or not', clause: 'Core 1.1.1 §5.1.2' },
  F: {
    judged: 'client',
    level: 'SHOULD',
    text: 'reports unchanged values no sooner than pmax',
    clause: 'Core 1.1.1 §6.4.2',
  },
  G: { judged: 'client', text: 'reports no sooner than pmin', clause: 'Core 1.1.1 §5.1.2' },
  H: { judged: 'client', text: 'counts Observe up', clause: 'RFC 7641 §4.4' },
  I: {
    judged: 'client',
    text: 'sends well-formed notifications with the values observed, and no others',
    clause: 'Core 1.1.1 §6.4.2',
  },
  J: { judged: 'server', text: 'takes the notifications and resets none', clause: 'RFC 7641 §3.6' },
} as const satisfies { readonly [letter: string]: CriterionDefinition }
