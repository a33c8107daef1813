import { readDevice } from './read-device.ts'

export default readDevice({ number: 203, name: 'tlv', title: 'TLV', clause: 'Core 1.1.1 §7.4.3' })
