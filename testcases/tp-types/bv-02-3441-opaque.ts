import { typesCase } from './types-case.ts'

export default typesCase({
  number: '02',
  format: 'opaque',
  object: 3441,
  editions: ['1.0'],
})
