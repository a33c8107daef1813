import { refusalCase } from './refusal-case.ts'

export default refusalCase({
  number: 707,
  title: 'A counter value that was there before',
  purpose: 'Counter values rise, or a package is taken for a repetition.',
  steps: [
    'A package is sent with the highest counter value that the eUICC has taken, and one with a lower value.',
    'One is sent with the next value.',
  ],
  refuses:
    'does not carry out what has a counter value no higher than the last, for that reason where it says one (4)',
  clause: 'SGP.32 §2.11.2.1 (replayError)',
  code: 4,
  packages: ({ eim }) => {
    const { counterValue } = eim.package({ psmo: [] }).content
    // The value of a package that was never sent is not used up.
    return [{ counter: counterValue - 1 }, { counter: Math.max(0, counterValue - 2) }]
  },
})
