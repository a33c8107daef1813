import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 708,
  title: 'An eIM that is not known',
  purpose: 'An eUICC is managed by those eIMs alone that it is associated with.',
  steps: ['A package is sent in the name of an eIM that there is not.', 'A right one is sent.'],
  refuses: 'does not carry out what comes from an eIM that it does not know',
  clause: 'SGP.32 §2.11.1.1 (eimId)',
  packages: () => [{ eimId: 'nobody.invalid' }],
})
