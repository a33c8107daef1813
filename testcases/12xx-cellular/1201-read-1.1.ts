import { C11 } from '../configurations/c11.ts'
import { readCase } from '../tp-objects/read-case.ts'

export default readCase({
  id: 1201,
  title: 'Cellular Connectivity Object v1.1: read',
  purpose: 'Version 1.1 of Cellular Connectivity is announced, and read as a whole.',
  object: 10,
  resources: [13, 14],
  mandatory: [11],
  settings: [4, 5, 8, 9, 13, 14],
  as: 'tlv',
  version: '1.1',
  configuration: C11,
})
