import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-07',
  title: 'The SHA-512 digest of a certificate',
  purpose:
    'A Client that was given the SHA-512 digest of the certificate of its Server takes that one alone.',
  usage: 3,
  matching: 3,
  refused: ['shows another certificate by the same CA', { shows: 'another' }],
  taken: ['shows its certificate again', {}],
  clause: 'Core 1.1.1 Appendix E.1 resource 13',
})
