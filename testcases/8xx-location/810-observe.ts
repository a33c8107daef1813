import { C7 } from '../configurations/c7.ts'
import { observeCase } from '../tp-objects/observe-case.ts'
import { waits } from '../waits.ts'

export default observeCase({
  id: 810,
  title: 'Location Object: basic observation',
  purpose: 'The Location is observed as a whole.',
  object: 6,
  configuration: C7,
  targets: [{ below: '', pmin: waits.objectPmin, pmax: waits.objectPmax }],
  change: { below: '/0', value: (count) => 43.5 + count / 8 },
})
