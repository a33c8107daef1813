import { C10 } from '../configurations/c10.ts'
import { observeCase } from '../tp-objects/observe-case.ts'
import { waits } from '../waits.ts'

const periods = { pmin: waits.voltagePmin, pmax: waits.voltagePmax }

export default observeCase({
  id: 1204,
  editions: ['1.1', '1.2'],
  title: 'Cellular Connectivity Object: observe timers',
  purpose: 'The timers of power saving and the paging cycles are observed.',
  object: 10,
  resources: [4, 5, 8, 9],
  targets: [4, 5, 8, 9].map((resource) => ({ below: `/${resource}`, ...periods })),
  change: { below: '/4', value: (count) => 3600 + count },
  configuration: C10,
})
