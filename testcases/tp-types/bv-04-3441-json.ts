import { typesCase } from './types-case.ts'

export default typesCase({
  number: '04',
  format: 'json',
  object: 3441,
  editions: ['1.0'],
})
