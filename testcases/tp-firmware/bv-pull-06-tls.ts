import { protocolCase } from './protocol-case.ts'

export default protocolCase('06', 'FW-COAPS-TCP', 'coaps+tcp', 'CoAP over TLS')
