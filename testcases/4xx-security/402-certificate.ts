import { securedCase, x509 } from './secured-case.ts'

export default securedCase({
  ...x509,
  number: 402,
  title: 'UDP Channel Security, Certificate Mode',
  editions: ['1.1', '1.2'],
})
