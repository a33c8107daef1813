import { typesCase } from './types-case.ts'

export default typesCase({
  number: '08',
  format: 'tlv',
  object: 3442,
  editions: ['1.1', '1.2'],
})
