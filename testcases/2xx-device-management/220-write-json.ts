import { writeInstance } from './write-instance.ts'

export default writeInstance({ number: 220, name: 'json', title: 'JSON', clause: 'Core 1.1.1 §7.4.4' })
