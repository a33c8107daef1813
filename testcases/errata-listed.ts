import { type Erratum, tracker } from './erratum.ts'

/** Errata of numbers that are listed and not executed yet. */
export const listedErrata: readonly Erratum[] = [
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
  {
    id: 'int-755',
    where: 'steps',
    printed: 'The part that changes Update Supported Objects went, without the text saying so.',
    judged: 'The Package alone.',
    source: `${tracker} #211`,
  },
  {
    id: 'int-756',
    where: 'steps',
    printed: 'A firmware image is written to /5/0/0.',
    judged: 'A URI is written to /5/0/1.',
    source: 'definition of object 5',
  },
  ...['int-770', 'int-771'].map((id) => ({
    id,
    where: 'precondition',
    printed: 'Push and pull are swapped with the neighbouring case.',
    judged: id === 'int-770' ? 'The package is pushed over CoAP.' : 'The Client fetches the package.',
    source: 'ETS int-770, int-771',
  })),
  {
    id: 'int-773',
    where: 'criteria',
    printed: 'The state Downloaded is called 3.',
    judged: '2.',
    source: 'definition of object 5',
  },
  {
    id: 'int-774',
    where: 'criterion on the Update Result',
    printed: '2, which is a shortage of storage.',
    judged: '3, out of memory; 2 is noted as a deviation.',
    source: `${tracker} #375; definition of object 5`,
  },
  {
    id: 'int-777',
    where: 'final state',
    printed: '1 (Downloading).',
    judged: '0 (Idle).',
    source: `${tracker} #374; definition of object 5`,
  },
]
