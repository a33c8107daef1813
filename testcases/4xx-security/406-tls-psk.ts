import { tlsCase } from './tls-case.ts'

export default tlsCase({
  number: 406,
  title: 'TCP Channel Security, Pre-shared Key Mode',
  channel: 'psk',
  credential: 'the PSK identity',
})
