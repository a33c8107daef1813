import { typesCase } from './types-case.ts'

export default typesCase({
  number: '09',
  format: 'senml-json',
  object: 3442,
  editions: ['1.1', '1.2'],
})
