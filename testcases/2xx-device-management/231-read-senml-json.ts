import { readLevels } from './read-levels.ts'

export default readLevels({ number: 231, name: 'senml-json', title: 'SenML JSON', clause: 'RFC 8428 §5' })
