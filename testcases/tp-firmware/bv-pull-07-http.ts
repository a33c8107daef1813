import { protocolCase } from './protocol-case.ts'

export default protocolCase('07', 'FW-HTTP', 'http', 'HTTP')
