import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 705,
  title: 'A package for another eUICC',
  purpose: 'A package is carried out by the eUICC alone that it names.',
  steps: ['A package is sent with the EID of another eUICC.', 'A right one is sent.'],
  refuses: 'does not carry out what is for another eUICC, for that reason where it says one (3)',
  clause: 'SGP.32 §2.11.2.1 (invalidEid)',
  code: 3,
  packages: () => [{ eid: '89000000000000000000000000000000' }],
})
