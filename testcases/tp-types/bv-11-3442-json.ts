import { typesCase } from './types-case.ts'

export default typesCase({
  number: '11',
  format: 'json',
  object: 3442,
  editions: ['1.1', '1.2'],
})
