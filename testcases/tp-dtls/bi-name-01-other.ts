import { nameCase } from '../4xx-security/name-case.ts'

export default nameCase({
  purposeId: 'TP/SEC/DTLS/NAME/BI-01',
  title: 'A name that is not of the identity',
  purpose: 'A Client with credentials of its own does not pass for another by an endpoint name.',
  editions: ['1.0', '1.1', '1.2'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about who DTLS or TLS says that a Client is' },
  identity: 'PSK identity, raw public key or certificate',
  clause: 'Transport 1.1.1 §5.2.6',
})
