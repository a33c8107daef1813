import type { Profile } from '#testcase'

const bootstrap10 = [0]
const registration10 = [101, 102, 103, 104]
const management10 = [201, 203, 204, 205, 215, 241, 260]
const reporting = [301, 302, 303]
const portfolio = [1630, 1635]
const since11 = [4, 5, 9, 105, 108, 211, 212, 221, 222, 223, 224, 225, 226, 227, 231, 232, 256]

const numbers10 = [...bootstrap10, ...registration10, ...management10, ...reporting, ...portfolio]
const numbers11 = [...numbers10, ...since11].toSorted((a, b) => a - b)

/** Frozen sets of numbered cases, by edition of the ETS. */
export const profiles: readonly Profile[] = [
  { name: 'ets-1.0', edition: '1.0', numbers: numbers10 },
  { name: 'ets-1.1', edition: '1.1', numbers: numbers11 },
  { name: 'ets-1.2', edition: '1.2', numbers: numbers11 },
  { name: 'testfest-entry', edition: '1.1', numbers: [101, 102, 201, 203] },
]
