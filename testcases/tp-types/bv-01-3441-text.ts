import { typesCase } from './types-case.ts'

export default typesCase({
  number: '01',
  format: 'text',
  object: 3441,
  editions: ['1.0'],
})
