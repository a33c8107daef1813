import { typesCase } from './types-case.ts'

export default typesCase({
  number: '10',
  format: 'senml-cbor',
  object: 3442,
  editions: ['1.1', '1.2'],
})
