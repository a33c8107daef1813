import type { Profile } from '#testcase'

/** Numbers of ETS 1.0.1, with those that 1.0.2 added. */
const numbers10 = [
  0, 1, 2, 3, 101, 102, 103, 104, 201, 202, 203, 204, 205, 210, 215, 220, 241, 260, 270, 271, 290, 301, 302,
  303, 401, 551, 555, 556, 560, 565, 566, 651, 652, 655, 656, 657, 660, 661, 670, 680, 685, 701, 705, 710,
  711, 720, 730, 735, 751, 755, 756, 760, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780, 801, 805,
  810, 811, 820, 830, 835, 901, 905, 910, 911, 920, 930, 935, 950, 951, 1200, 1201, 1210, 1230, 1250, 1350,
  1600, 1605, 1610, 1611, 1620, 1630, 1635,
]
/** Two numbers of 1.0 were given new numbers in 1.1. */
const only10 = [1210, 1230]
const since11 = [
  4, 5, 6, 7, 8, 9, 10, 105, 106, 107, 108, 109, 211, 212, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230,
  231, 232, 233, 234, 235, 236, 237, 256, 257, 261, 280, 281, 304, 305, 306, 307, 308, 309, 310, 311, 402,
  403, 404, 405, 406, 1202, 1203, 1204, 1900, 1901, 2000, 2001,
]
const since12 = [11, 12, 19, 110, 111, 264, 266, 312, 313]

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)
const numbers11 = sorted([...numbers10.filter((number) => !only10.includes(number)), ...since11])
const numbers12 = sorted([...numbers11, ...since12])

/** Cases on SGP.32, judged where there is a mailbox for its messages (object 3443), or an eIM that writes to it; and on object 504. */
const sgp32 = [
  ...[101, 102, 103, 104, 105, 106, 107, 108, 109, 110],
  ...[203, 204, 205, 206, 207, 208, 209, 211],
  ...[301, 302, 303, 304, 305, 306, 307, 309, 310, 311, 315, 316],
  ...[401, 411, 412, 413, 415, 421, 511, 515],
  ...[601, 602, 604, 605, 607, 621, 623],
  ...[701, 702, 703, 704, 705, 706, 707, 708, 710, 711],
  ...[801, 802, 803, 804, 805, 806, 807, 808, 809, 810, 811, 813, 815, 817, 818, 820, 822, 823, 824],
  ...[901, 904, 905, 906, 909, 910, 914, 918, 919],
].map((number) => `ESIM-${number}`)

/** Frozen sets of numbers, by edition of the ETS. */
export const profiles: readonly Profile[] = [
  { name: 'ets-1.0', edition: '1.0', numbers: numbers10 },
  { name: 'ets-1.1', edition: '1.1', numbers: numbers11 },
  { name: 'ets-1.2', edition: '1.2', numbers: numbers12 },
  { name: 'testfest-entry', edition: '1.1', numbers: [101, 102, 201, 203] },
  { name: 'sgp32', edition: '1.1', numbers: [101], purposes: sgp32 },
]
