import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-05',
  title: 'The SHA-256 digest of a certificate',
  purpose:
    'A Client that was given the SHA-256 digest of the certificate of its Server takes that one alone.',
  usage: 3,
  matching: 1,
  refused: ['shows another certificate by the same CA', { shows: 'another' }],
  taken: ['shows its certificate again', {}],
  clause: 'Core 1.1.1 Appendix E.1 resource 13',
})
