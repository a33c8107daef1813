import { readDevice } from './read-device.ts'

export default readDevice({ number: 204, name: 'json', title: 'JSON', clause: 'Core 1.1.1 §7.4.4' })
