import { type Erratum, tracker } from './erratum.ts'

/** Errata of the cases on Firmware Update. */
export const firmwareErrata: readonly Erratum[] = [
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
  {
    id: 'int-778',
    where: 'criterion on the State',
    printed: 'State 1 is seen before the Update Result.',
    judged: 'No State but 0 and 1 is seen: a Client may find at once that the URI is invalid.',
    source: 'definition of object 5',
  },
  {
    id: 'int-779',
    where: 'final state',
    printed: '2 (Downloaded).',
    judged: '2, or 0 (Idle), which object version 1.1 allows; 0 is noted.',
    source: 'definition of object 5, 1.1',
  },
]
