import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-04',
  title: 'A domain-issued certificate',
  purpose: 'A Client that was given the certificate of its Server takes that one alone.',
  usage: 3,
  matching: 0,
  refused: ['shows another certificate by the same CA', { shows: 'another' }],
  taken: ['shows its certificate again', {}],
  clause: 'RFC 6698 §2.1.1',
})
