import { securedCase } from './secured-case.ts'

export default securedCase({
  number: 401,
  title: 'UDP Channel Security, Pre-shared Key Mode',
  editions: ['1.0', '1.1', '1.2'],
  channel: 'psk',
  suite: 'TLS_PSK_WITH_AES_128_CCM_8',
  clause: 'RFC 7252 §9.1.3.1',
  credential: 'the PSK identity',
})
