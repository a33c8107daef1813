import { writeSenml } from './write-senml.ts'

export default writeSenml({ number: 233, name: 'senml-cbor', title: 'SenML CBOR', clause: 'RFC 8428 §6' })
