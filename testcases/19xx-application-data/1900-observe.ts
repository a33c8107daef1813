import { C15 } from '../configurations/c15.ts'
import { observeCase } from '../tp-objects/observe-case.ts'
import { waits } from '../waits.ts'

export default observeCase({
  id: 1900,
  editions: ['1.1', '1.2'],
  title: 'BinaryAppDataContainer Object: observe',
  purpose: 'Application data is observed.',
  object: 19,
  targets: [{ below: '/0', pmin: waits.voltagePmin, pmax: waits.voltagePmax }],
  change: { below: '/0/0', value: (count) => Uint8Array.of(1, 2, 3, count) },
  configuration: C15,
})
