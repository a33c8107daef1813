import { C5 } from '../configurations/c5.ts'
import { observeCase } from '../tp-objects/observe-case.ts'
import { waits } from '../waits.ts'

export default observeCase({
  id: 710,
  title: 'Connectivity Monitoring Object: basic observation',
  purpose: 'Connectivity Monitoring is observed as a whole.',
  object: 4,
  configuration: C5,
  targets: [{ below: '', pmin: waits.objectPmin, pmax: waits.objectPmax }],
  change: { below: '/2', value: (count) => -60 - count },
})
