import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 704,
  title: 'A package changed on its way',
  purpose: 'What an eIM has signed is carried out as it was signed, or not at all.',
  steps: ['A package is sent whose last octet is another than was signed.', 'A right one is sent.'],
  refuses: 'does not carry out what was changed',
  clause: 'SGP.32 §2.11.1.1 (eimSignature)',
  // The last octet is of a tag that is asked for.
  packages: () => [{ alters: (signed) => Uint8Array.from([...signed.subarray(0, -1), 0x71]) }],
})
