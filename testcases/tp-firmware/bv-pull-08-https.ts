import { protocolCase } from './protocol-case.ts'

export default protocolCase('08', 'FW-HTTPS', 'https', 'HTTPS')
