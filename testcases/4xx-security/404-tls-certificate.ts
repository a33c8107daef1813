import { tlsCase } from './tls-case.ts'

export default tlsCase({
  number: 404,
  title: 'TCP Channel Security, Certificate Mode',
  channel: 'x509',
  credential: 'the certificate',
})
