import { C10 } from '../configurations/c10.ts'
import { readCase } from '../tp-objects/read-case.ts'

export default readCase({
  id: 1200,
  title: 'Cellular Connectivity Object: read',
  purpose: 'Cellular Connectivity is read as a whole.',
  object: 10,
  mandatory: [11],
  settings: [4, 5, 8, 9],
  as: 'tlv',
  configuration: C10,
})
