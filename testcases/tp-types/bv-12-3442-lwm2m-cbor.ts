import { typesCase } from './types-case.ts'

export default typesCase({
  number: '12',
  format: 'lwm2m-cbor',
  object: 3442,
  editions: ['1.2'],
})
