import { usageCase } from './usage-case.ts'

export default usageCase({
  purposeId: 'TP/SEC/DTLS/USAGE/BV-02',
  title: 'A service certificate constraint',
  purpose:
    'A Client that was given the certificate of its Server takes no other by the same CA, trusted as it is.',
  usage: 1,
  matching: 0,
  refused: ['shows another certificate by the same CA', { shows: 'another' }],
  taken: ['shows its certificate again', {}],
  clause: 'RFC 6698 §2.1.1',
})
