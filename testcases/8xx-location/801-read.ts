import { C7 } from '../configurations/c7.ts'
import { readCase } from '../tp-objects/read-case.ts'

export default readCase({
  id: 801,
  title: 'Location Object: read',
  purpose: 'The Location is read as a whole.',
  object: 6,
  mandatory: [0, 1, 5],
  configuration: C7,
})
