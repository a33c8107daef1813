import { writeSenml } from './write-senml.ts'

export default writeSenml({ number: 234, name: 'senml-json', title: 'SenML JSON', clause: 'RFC 8428 §5' })
