import { securedCase } from './secured-case.ts'

export default securedCase({
  number: 402,
  title: 'UDP Channel Security, Certificate Mode',
  editions: ['1.1', '1.2'],
  channel: 'x509',
  suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8',
  clause: 'RFC 7252 §9.1.3.3',
  credential: 'the certificate',
})
