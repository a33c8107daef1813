import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-01',
  title: 'A CA constraint',
  purpose: 'A Client that trusts several CAs, and was given one of them, takes what that one signed.',
  usage: 0,
  matching: 0,
  refused: ['shows a certificate by another CA', { isStranger: true }],
  taken: ['shows another certificate by this CA', { shows: 'another' }],
  clause: 'RFC 6698 §2.1.1',
})
