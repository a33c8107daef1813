import type { TestCase } from '#testcase'
import { C11 } from '../configurations/c11.ts'
import { observeCase } from '../tp-objects/observe-case.ts'
import { writeCase } from '../tp-objects/write-case.ts'
import { waits } from '../waits.ts'

/** The number that a case has in one edition of the ETS or another. */
interface Numbered {
  readonly id: number
  readonly editions: TestCase['editions']
}

/** Release assistance is set: int-1202, and int-1210 in 1.0. */
export function setPowerSaving({ id, editions }: Numbered): TestCase {
  return writeCase({
    id,
    editions,
    title: 'Cellular Connectivity Object v1.1: set power saving',
    purpose: 'The use of release assistance, by which a radio comes to rest early, is set.',
    object: 10,
    resource: 14,
    values: [2, 1],
    tlv: Uint8Array.of(0xc1, 0x0e, 0x02),
    configuration: C11,
  })
}

/** Active modes and release assistance are observed: int-1203, and int-1230 in 1.0. */
export function observePowerSaving({ id, editions }: Numbered): TestCase {
  return observeCase({
    id,
    editions,
    title: 'Cellular Connectivity Object v1.1: observe power saving',
    purpose: 'The active power saving modes and the use of release assistance are observed.',
    object: 10,
    resources: [13, 14],
    targets: [
      { below: '/13', pmin: waits.voltagePmin, pmax: waits.voltagePmax },
      { below: '/14', pmin: waits.currentPmin, pmax: waits.currentPmax },
    ],
    change: { below: '/13', value: (count) => count % 4 },
    configuration: C11,
  })
}
