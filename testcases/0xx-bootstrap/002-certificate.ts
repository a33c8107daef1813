import { x509 } from '../4xx-security/secured-case.ts'
import { securedBootstrap } from './secured-bootstrap.ts'

export default securedBootstrap({
  ...x509,
  number: 2,
  title: 'Client Initiated Bootstrap Full (Certificate)',
  editions: ['1.0', '1.1', '1.2'],
})
