import { readLevels } from './read-levels.ts'

export default readLevels({ number: 232, name: 'senml-cbor', title: 'SenML CBOR', clause: 'RFC 8428 §6' })
