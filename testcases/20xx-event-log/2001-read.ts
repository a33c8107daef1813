import { C16 } from '../configurations/c16.ts'
import { readCase } from '../tp-objects/read-case.ts'

export default readCase({
  id: 2001,
  editions: ['1.1', '1.2'],
  title: 'Event Log Object: read',
  purpose: 'The Event Log is read as a whole.',
  object: 20,
  mandatory: [4014],
  unreadable: [4011, 4012],
  settings: [4010],
  as: 'tlv',
  configuration: C16,
})
