import { C9 } from '../configurations/c9.ts'
import { writeCase } from '../tp-objects/write-case.ts'

export default writeCase({
  id: 905,
  title: 'Connectivity Statistics Object: set writable',
  purpose: 'The Collection Period of the counters is set.',
  object: 7,
  resource: 8,
  values: [60, 120],
  configuration: C9,
})
