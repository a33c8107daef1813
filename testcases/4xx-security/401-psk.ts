import { psk, securedCase } from './secured-case.ts'

export default securedCase({
  ...psk,
  number: 401,
  title: 'UDP Channel Security, Pre-shared Key Mode',
  editions: ['1.0', '1.1', '1.2'],
})
