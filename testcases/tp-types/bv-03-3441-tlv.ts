import { typesCase } from './types-case.ts'

export default typesCase({
  number: '03',
  format: 'tlv',
  object: 3441,
  editions: ['1.0'],
})
