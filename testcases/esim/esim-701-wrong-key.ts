import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 701,
  title: 'A package signed by another',
  purpose: 'A package is carried out only if the eIM that it names has signed it.',
  steps: ['A package is sent that is signed by a key that the eUICC does not know.', 'A right one is sent.'],
  refuses: 'does not carry out what another key has signed',
  clause: 'SGP.32 §2.11.1.1 (eimSignature)',
  packages: ({ eim }) => [{ key: eim.strangeKey() }],
})
