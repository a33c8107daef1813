import { writeInstance } from './write-instance.ts'

/** The 215-SetOfValues as the ETS prints it, octet by octet. */
const printed = Uint8Array.from(Buffer.from('c10265c20303f2c20507d0c10601c10755', 'hex'))

export default writeInstance({
  number: 215,
  name: 'tlv',
  title: 'TLV',
  clause: 'Core 1.1.1 §7.4.3',
  payload: printed,
})
