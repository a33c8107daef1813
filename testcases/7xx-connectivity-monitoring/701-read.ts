import { C5 } from '../configurations/c5.ts'
import { readCase } from '../tp-objects/read-case.ts'

export default readCase({
  id: 701,
  title: 'Connectivity Monitoring Object: read',
  purpose: 'Connectivity Monitoring is read as a whole.',
  object: 4,
  mandatory: [0, 1, 2, 4],
  configuration: C5,
})
