import { typesCase } from './types-case.ts'

export default typesCase({
  number: '05',
  format: 'text',
  object: 3442,
  editions: ['1.1', '1.2'],
})
