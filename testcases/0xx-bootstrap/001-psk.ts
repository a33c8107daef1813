import { psk } from '../4xx-security/secured-case.ts'
import { securedBootstrap } from './secured-bootstrap.ts'

export default securedBootstrap({
  ...psk,
  number: 1,
  title: 'Client Initiated Bootstrap Full (PSK)',
  editions: ['1.0', '1.1', '1.2'],
})
