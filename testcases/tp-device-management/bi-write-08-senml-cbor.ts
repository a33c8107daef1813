import { hex, malformedCase } from './malformed-case.ts'

export default malformedCase({
  id: 'WRITE/BI-08',
  format: 'senml-cbor',
  name: 'SenML CBOR',
  clause: 'RFC 8949 §5.3.1',
  editions: ['1.1', '1.2'],
  faults: [
    { text: 'an array that promises more than there is', payload: hex('9bffffffffffffffffa200613102191e61') },
    { text: 'a name that promises more than there is', payload: hex('81a2007b7fffffffffffffff3102191e61') },
  ],
})
