import { protocolCase } from './protocol-case.ts'

export default protocolCase('05', 'FW-COAP-TCP', 'coap+tcp', 'CoAP over TCP')
