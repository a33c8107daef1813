import { protocolCase } from './protocol-case.ts'

export default protocolCase('04', 'FW-COAPS', 'coaps', 'CoAP over DTLS')
