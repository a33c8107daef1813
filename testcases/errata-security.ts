import type { Erratum } from './erratum.ts'

/** Errata of the cases on secured channels. */
export const securityErrata: readonly Erratum[] = [
  ...['int-1', 'int-2'].map((id) => ({
    id,
    where: 'configuration',
    printed: 'ETS 1.2 names C.14, in which the Client has the accounts that it is to be given.',
    judged: 'C.13, as ETS 1.2.1 has it.',
    source: `ETS 1.2.1 ${id}`,
  })),
  {
    id: 'int-10',
    where: 'values',
    printed: 'Paths of one account stand below /0/0 and below /0/1.',
    judged: 'Nothing: this suite has no EST.',
    source: 'ETS int-10',
  },
  {
    id: 'int-11',
    where: 'Discover criterion',
    printed: 'The list names /1/0 and lwm2m=1.1, though /1/1 was written and the case is one of 1.2.',
    judged: 'The instance that was written, and any enabler version.',
    source: 'Core 1.2 §6.1.7.3',
  },
  {
    id: 'int-402',
    where: 'heading',
    printed: '1.0-int-402, though ETS 1.0 has no such case.',
    judged: '1.1-int-402.',
    source: 'ETS 1.0.1',
  },
  {
    id: 'int-405',
    where: 'configuration',
    printed: 'C.19, which is one of TLS; and C.22 has a master salt without a master secret.',
    judged: 'C.22, with a secret.',
    source: 'RFC 8613 §3.2',
  },
]
