import { hex, malformedCase, rumoured } from './malformed-case.ts'

export default malformedCase({
  id: 'WRITE/BI-09',
  format: 'lwm2m-cbor',
  name: 'LwM2M CBOR',
  clause: 'RFC 8949 §5.3.1',
  editions: ['1.2'],
  faults: [
    {
      text: 'an empty array for a key',
      payload: hex('a180191e61'),
      clause: 'Core 1.2 §7',
      unverified: rumoured,
    },
    { text: 'a map that promises more than there is', payload: hex('bbffffffffffffffff01191e61') },
  ],
})
