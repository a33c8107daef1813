import { hex, malformedCase } from './malformed-case.ts'

export default malformedCase({
  id: 'WRITE/BI-09',
  format: 'lwm2m-cbor',
  name: 'LwM2M CBOR',
  clause: 'Core 1.2 §7.5.7',
  editions: ['1.2'],
  faults: [
    { text: 'an empty array for a key', payload: hex('a180191e61') },
    { text: 'a map that promises more than there is', payload: hex('bbffffffffffffffff01191e61') },
  ],
})
