import { hex, malformedCase, rumoured } from './malformed-case.ts'

export default malformedCase({
  id: 'WRITE/BI-06',
  format: 'tlv',
  name: 'TLV',
  clause: 'Core 1.1.1 §7.4.3',
  faults: [
    { text: 'a resource that stands twice', payload: hex('c2011e61c2011e62'), unverified: rumoured },
    { text: 'an integer of no octets', payload: hex('c001'), unverified: rumoured },
  ],
})
