import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-03',
  title: 'A trust anchor',
  purpose: 'A Client that was given a trust anchor takes what that signed, and nothing else.',
  usage: 2,
  matching: 0,
  refused: ['shows a certificate by another CA', { isStranger: true }],
  taken: ['shows another certificate by this CA', { shows: 'another' }],
  clause: 'RFC 6698 §2.1.1',
})
