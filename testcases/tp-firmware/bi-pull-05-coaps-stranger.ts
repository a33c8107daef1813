import { strangerCase } from './stranger-case.ts'

export default strangerCase({
  ...{ number: '05', item: 'FW-COAPS', scheme: 'coaps', protocol: 'CoAP over DTLS' },
  clause: 'RFC 7252 §9.1.3',
  channel: { only: ['rpk', 'x509'], why: 'with a pre-shared key, a stranger has nothing to show' },
})
