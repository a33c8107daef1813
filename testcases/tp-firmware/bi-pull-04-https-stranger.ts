import { strangerCase } from './stranger-case.ts'

export default strangerCase({
  ...{ number: '04', item: 'FW-HTTPS', scheme: 'https', protocol: 'HTTPS' },
  clause: 'RFC 9110 §4.3.4',
})
