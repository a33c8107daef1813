import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 703,
  title: 'The token of another association',
  purpose: 'The token of the association is a part of what is signed.',
  steps: ['A package is sent that is signed with another association token.', 'A right one is sent.'],
  refuses: 'does not carry out what was signed for another association',
  clause: 'SGP.32 §2.11.1.1 (associationToken)',
  packages: ({ eim }) => [{ associationToken: (eim.facts?.associationToken ?? 0) + 1 }],
})
