import { typesCase } from './types-case.ts'

export default typesCase({
  number: '06',
  format: 'opaque',
  object: 3442,
  editions: ['1.1', '1.2'],
})
